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

    /// <summary>Puts a file into the database of one that will be started on the folder; it keeps its syntax, and is not copied.</summary>
    /// <returns>False when dcmqrscp does not want it.</returns>
    public static async Task<bool> TryIndexAsync(string folder, params string[] files)
    {
        var (status, output, error) = await Tool.TryRunAsync("dcmqridx", ["-v", Database(folder), .. files]);
        return status == 0 && !(output + error).Contains("E:", StringComparison.Ordinal) && !(output + error).Contains("cannot", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>One that moves nothing.</summary>
    public static Task<DcmQrScp> StartAsync(string folder) => StartAsync(folder, "");

    /// <param name="folder">For its configuration and its database.</param>
    /// <param name="destination">AE title that it may move to.</param>
    /// <param name="destinationPort">Port of that on loopback.</param>
    /// <param name="options">Options of dcmqrscp.</param>
    public static Task<DcmQrScp> StartAsync(string folder, string destination, int destinationPort, params string[] options) =>
        StartAsync(folder, $"destination = ({destination}, 127.0.0.1, {destinationPort})", options);

    private static async Task<DcmQrScp> StartAsync(string folder, string host, params string[] options)
    {
        Dcmtk.Require("dcmqrscp");
        var (port, file) = (GatewayProcess.FreePort(), Path.Combine(folder, "dcmqrscp.cfg"));
        var database = Database(folder);
        await File.WriteAllTextAsync(
            file,
            $"""
            NetworkTCPPort  = {port}
            MaxPDUSize      = 16384
            MaxAssociations = 16
            HostTable BEGIN
            {host}
            HostTable END
            VendorTable BEGIN
            VendorTable END
            AETable BEGIN
            {AeTitle}  {database}  RW (500, 1024mb)  ANY
            AETable END

            """);
        var process = Process.Start(new ProcessStartInfo(Tool.Find("dcmqrscp")!, [.. options, "-c", file]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.ErrorDataReceived += static (_, _) => { };
        process.OutputDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        await Eventually.TrueAsync("dcmqrscp listens", TimeSpan.FromSeconds(30), () => StoreScp.ListensAsync(port));
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

    private static string Database(string folder) => Directory.CreateDirectory(Path.Combine(folder, "db")).FullName;
}
