using System.Collections.Concurrent;
using System.Net;
using DicomGateway.Network.Association;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Transport;

namespace DicomGateway.Network.Tests.Support;

/// <summary>A server on a free loopback port that keeps what its observer is told.</summary>
internal sealed class TestServer : IAssociationObserver, IAsyncDisposable
{
    /// <summary>For tests on real time whose peers do not close first.</summary>
    public static readonly AssociationOptions QuickToClose = new() { Timeouts = new AssociationTimeouts { Close = TimeSpan.FromMilliseconds(20) } };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly DicomServer _server;
    private readonly BlockingCollection<DicomAssociationException?> _ends = [];

    public TestServer(
        IDimseHandler? handler = null, AcceptEverything? policy = null, AssociationOptions? options = null, TimeProvider? time = null, TlsOptions? tls = null,
        Func<DicomServerOptions, DicomServerOptions>? configure = null)
    {
        Policy = policy ?? new AcceptEverything();
        Handler = handler as RecordingHandler ?? new RecordingHandler();
        var serverOptions = new DicomServerOptions
        {
            Listeners = [new ListenerOptions(new IPEndPoint(IPAddress.Loopback, 0), tls)],
            Association = options ?? new AssociationOptions(),
        };
        _server = new DicomServer(configure?.Invoke(serverOptions) ?? serverOptions, Policy, handler ?? Handler, this, time);
        _server.Start();
    }

    public AcceptEverything Policy { get; }

    public RecordingHandler Handler { get; }

    public IPEndPoint EndPoint => _server.EndPoints[0];

    public DicomServer Server => _server;

    public ConcurrentQueue<AssociationInfo> Associations { get; } = new();

    public ConcurrentQueue<Exception> HandlerFailures { get; } = new();

    public ConcurrentQueue<ServerLimit> Limits { get; } = new();

    /// <summary>What ended the next association or connection; null after a release or rejection.</summary>
    public DicomAssociationException? NextEnd() =>
        _ends.TryTake(out var end, Patience) ? end : throw new TimeoutException("No association ended.");

    public DicomClient Client(Func<DicomClientOptions, DicomClientOptions>? configure = null, TimeProvider? time = null, IDimseHandler? handler = null)
    {
        var options = new DicomClientOptions { Host = "127.0.0.1", Port = EndPoint.Port, CalledAeTitle = "SERVER", CallingAeTitle = "CLIENT" };
        return new DicomClient(configure?.Invoke(options) ?? options, handler, time: time);
    }

    public void Established(AssociationInfo association) => Associations.Enqueue(association);

    public void Ended(AssociationInfo association, DicomAssociationException? failure) => _ends.Add(failure);

    public void Failed(PeerIdentity peer, DicomAssociationException failure) => _ends.Add(failure);

    public void LimitReached(PeerIdentity peer, ServerLimit limit) => Limits.Enqueue(limit);

    public void HandlerFailed(AssociationInfo association, Exception failure) => HandlerFailures.Enqueue(failure);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _ends.Dispose();
    }
}
