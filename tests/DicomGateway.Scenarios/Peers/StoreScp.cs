using System.Diagnostics;
using System.Net.Sockets;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios.Peers;

/// <summary>DCMTK's storescp as the archive: bit-preserving, every transfer syntax that it knows.</summary>
internal sealed class StoreScp : IAsyncDisposable
{
    private readonly Process _process;

    private StoreScp(Process process, int port, string folder) => (_process, Port, Folder) = (process, port, folder);

    public int Port { get; }

    public string Folder { get; }

    public IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(Folder).Order(StringComparer.Ordinal)];

    public static async Task<StoreScp> StartAsync(string folder, int? port = null, params string[] options)
    {
        Dcmtk.Require("storescp");
        Directory.CreateDirectory(folder);
        var chosen = port ?? GatewayProcess.FreePort();
        var arguments = new List<string>(options) { "-aet", "ARCHIVE", "+xa", "+B", "--promiscuous", "-od", folder, chosen.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        var process = Process.Start(new ProcessStartInfo(Tool.Find("storescp")!, arguments))!;
        await Eventually.TrueAsync("storescp listens", TimeSpan.FromSeconds(10), () => ListensAsync(chosen));
        return new StoreScp(process, chosen, folder);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    internal static async Task<bool> ListensAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(System.Net.IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
