using System.Diagnostics;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios.Peers;

/// <summary>DCMTK's dcmqrscp as PACS.</summary>
internal sealed class DcmQrScp : IAsyncDisposable
{
    public const string AeTitle = "QRSCP";

    private readonly Process _process;

    private DcmQrScp(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <param name="folder">For its configuration and its database.</param>
    /// <param name="destination">AE title that it may move to.</param>
    /// <param name="destinationPort">Port of that on loopback.</param>
    /// <param name="options">Options of dcmqrscp.</param>
    public static async Task<DcmQrScp> StartAsync(string folder, string destination, int destinationPort, params string[] options)
    {
        Dcmtk.Require("dcmqrscp");
        var database = Path.Combine(folder, "db");
        Directory.CreateDirectory(database);
        var (port, file) = (GatewayProcess.FreePort(), Path.Combine(folder, "dcmqrscp.cfg"));
        await File.WriteAllTextAsync(
            file,
            $"""
            NetworkTCPPort  = {port}
            MaxPDUSize      = 16384
            MaxAssociations = 16
            HostTable BEGIN
            destination = ({destination}, 127.0.0.1, {destinationPort})
            HostTable END
            VendorTable BEGIN
            VendorTable END
            AETable BEGIN
            {AeTitle}  {database}  RW (2000, 1024mb)  ANY
            AETable END

            """);
        var process = Process.Start(new ProcessStartInfo(Tool.Find("dcmqrscp")!, [.. options, "-c", file]))!;
        await Eventually.TrueAsync("dcmqrscp listens", TimeSpan.FromSeconds(20), () => StoreScp.ListensAsync(port));
        return new DcmQrScp(process, port);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // It has a child for each association.
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
