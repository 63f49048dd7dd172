using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace DicomGateway.Testing.Faults.Machine;

/// <summary>
/// Two hosts of the test's own, network namespaces of this machine, with a cable between them that can be pulled: no FIN, no RST, nothing comes any
/// more (root and iproute2). The node's host has a loopback of its own too.
/// </summary>
public sealed partial class NetworkCable : IAsyncDisposable
{
    private const int NewNetwork = 0x40000000;
    private const string NodeLink = "node0";
    private const string PeerLink = "peer0";

    private readonly string _node;
    private readonly string _peer;

    private NetworkCable(string name) => (_node, _peer) = (name + "n", name + "p");

    /// <summary>The node's end of the cable (TEST-NET-1 of RFC 5737, which is routed nowhere).</summary>
    public static IPAddress NodeAddress { get; } = IPAddress.Parse("192.0.2.1");

    /// <summary>Program and arguments to start the node under, so that it lives on its host.</summary>
    public IReadOnlyList<string> Under => [Tool.Find("ip")!, "netns", "exec", _node];

    /// <returns>Null where network namespaces cannot be made; the reason is in the second value.</returns>
    public static async Task<(NetworkCable? Cable, string Why)> MakeAsync()
    {
        if (!Posix.IsRoot || Tool.Find("ip") is null)
            return (null, "network namespaces need root and iproute2");
        var cable = new NetworkCable(string.Create(CultureInfo.InvariantCulture, $"dgw{Environment.ProcessId}"));
        try
        {
            await cable.LayAsync();
            return (cable, "");
        }
        catch (IOException cause)
        {
            await cable.DisposeAsync();
            return (null, $"network namespaces cannot be made here: {cause.Message}");
        }
    }

    public Task PullAsync() => Tool.RunAsync("ip", "-n", _peer, "link", "set", PeerLink, "down");

    public Task PlugAsync() => Tool.RunAsync("ip", "-n", _peer, "link", "set", PeerLink, "up");

    /// <summary>A connection over the cable.</summary>
    public Task<Socket> ConnectAsync(int port) => ConnectAsync(_peer, new IPEndPoint(NodeAddress, port));

    /// <summary>A connection within the node's host, which no cable is needed for.</summary>
    public Task<Socket> ConnectLocallyAsync(int port) => ConnectAsync(_node, new IPEndPoint(IPAddress.Loopback, port));

    public async ValueTask DisposeAsync()
    {
        await Tool.TryRunAsync("ip", "netns", "delete", _peer);
        await Tool.TryRunAsync("ip", "netns", "delete", _node);
    }

    private async Task LayAsync()
    {
        await Tool.RunAsync("ip", "netns", "add", _node);
        await Tool.RunAsync("ip", "netns", "add", _peer);
        await Tool.RunAsync("ip", "-n", _node, "link", "add", NodeLink, "type", "veth", "peer", "name", PeerLink, "netns", _peer);
        await Tool.RunAsync("ip", "-n", _node, "address", "add", "192.0.2.1/30", "dev", NodeLink);
        await Tool.RunAsync("ip", "-n", _peer, "address", "add", "192.0.2.2/30", "dev", PeerLink);
        foreach (var (host, link) in new[] { (_node, "lo"), (_node, NodeLink), (_peer, PeerLink) })
            await Tool.RunAsync("ip", "-n", host, "link", "set", link, "up");
    }

    /// <summary>A socket belongs to the namespace of the thread that makes it; the thread is used for nothing else.</summary>
    private static Task<Socket> ConnectAsync(string host, IPEndPoint to)
    {
        var made = new TaskCompletionSource<Socket>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                using var handle = File.OpenHandle($"/run/netns/{host}");
                if (SetNamespace(handle.DangerousGetHandle().ToInt32(), NewNetwork) != 0)
                    throw new IOException($"setns failed with error {Marshal.GetLastPInvokeError()}.");
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Connect(to);
                made.SetResult(socket);
            }
            catch (Exception cause)
            {
                made.SetException(cause);
            }
        })
        {
            IsBackground = true,
        }.Start();
        return made.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(int handle, int kind);
}
