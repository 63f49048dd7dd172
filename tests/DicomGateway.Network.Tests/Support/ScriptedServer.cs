using System.Net;
using System.Net.Sockets;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Pdu.Units;
using DicomGateway.Network.Transport;
using DicomGateway.Testing.Peers;

namespace DicomGateway.Network.Tests.Support;

/// <summary>A client of ours and the scripted peer that it connects to.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly Socket _listener = ScriptedPeer.Listen();

    public ScriptedServer(Func<DicomClientOptions, DicomClientOptions>? configure = null, TimeProvider? time = null, IDimseHandler? handler = null)
    {
        var port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        var options = new DicomClientOptions { Host = "127.0.0.1", Port = port, CalledAeTitle = "SERVER", CallingAeTitle = "CLIENT" };
        Client = new DicomClient(configure?.Invoke(options) ?? options, handler, time: time);
    }

    public static IReadOnlyList<ProposedContext> Contexts { get; } =
        [.. PeerMessages.Request.PresentationContexts.Select(context => new ProposedContext(context.AbstractSyntax, context.TransferSyntaxes))];

    public DicomClient Client { get; }

    public Task<ScriptedPeer> AcceptAsync() => ScriptedPeer.AcceptAsync(_listener);

    /// <summary>An association that the script accepts, bent by the test.</summary>
    public async Task<(DicomClientAssociation Association, ScriptedPeer Peer)> AssociateAsync(Func<AssociateAccept, AssociateAccept>? bend = null, bool rent = false)
    {
        var opening = rent ? Client.RentAsync(Contexts, default) : Client.OpenAsync(Contexts, default);
        var peer = await AcceptAsync();
        var accept = PeerMessages.Accept(await peer.ReceiveAsync<AssociateRequest>());
        await peer.SendAsync(bend?.Invoke(accept) ?? accept);
        return (await opening, peer);
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        _listener.Dispose();
    }
}
