using System.Diagnostics;
using System.Globalization;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios.Cohorts;

/// <summary>DCMTK's dcmqrscp over files that were put into its index.</summary>
internal sealed class IndexedPacs : IAsyncDisposable
{
    public const string AeTitle = "QRSCP";

    private readonly Process _process;

    private IndexedPacs(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>Puts a file into the index of a folder; false when dcmqrscp does not want it.</summary>
    public static async Task<bool> TryIndexAsync(string folder, string file)
    {
        Directory.CreateDirectory(folder);
        var (status, output, error) = await Tool.TryRunAsync("dcmqridx", "-v", folder, file);
        return status == 0 && !(output + error).Contains("E:", StringComparison.Ordinal) && !(output + error).Contains("cannot", StringComparison.OrdinalIgnoreCase);
    }

    public static async Task<IndexedPacs> StartAsync(string folder)
    {
        var port = GatewayProcess.FreePort();
        var configuration = Path.Combine(folder, "dcmqrscp.cfg");
        await File.WriteAllTextAsync(configuration, string.Create(CultureInfo.InvariantCulture, $"""
            NetworkTCPPort = {port}
            MaxPDUSize = 16384
            MaxAssociations = 16
            HostTable BEGIN
            HostTable END
            VendorTable BEGIN
            VendorTable END
            AETable BEGIN
            {AeTitle} {folder} RW (10000, 1024mb) ANY
            AETable END

            """));
        var process = Process.Start(new ProcessStartInfo(Tool.Find("dcmqrscp")!, ["-c", configuration]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.ErrorDataReceived += static (_, _) => { };
        process.OutputDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        await Eventually.TrueAsync("dcmqrscp answers", TimeSpan.FromSeconds(30), () => StoreScp.ListensAsync(port));
        return new IndexedPacs(process, port);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
