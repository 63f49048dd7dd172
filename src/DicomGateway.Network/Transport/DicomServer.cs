using System.Net;
using DicomGateway.Network.Association;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Dimse;

namespace DicomGateway.Network.Transport;

/// <summary>
/// Takes associations on one or more ports and gives their requests to a handler. One accept loop a port, everything else asynchronous:
/// however many peers are silent, slow or broken, no other peer waits for them.
/// </summary>
public sealed class DicomServer : IAsyncDisposable
{
    private readonly DicomServerOptions _options;
    private readonly ServerContext _context;
    private readonly TimeProvider _time;
    private readonly List<DicomListener> _listeners = [];

    /// <summary>Makes a server; nothing happens before <see cref="Start"/>.</summary>
    /// <param name="options">Ports and limits.</param>
    /// <param name="policy">Decides who may have an association, and for what.</param>
    /// <param name="handler">Performs the operations; usually a <see cref="DimseDispatch"/>.</param>
    /// <param name="observer">Is told what happens; null for nobody.</param>
    /// <param name="time">The clock of all timers; null for the system's.</param>
    /// <exception cref="ArgumentException">A limit is so low that no association could work.</exception>
    public DicomServer(
        DicomServerOptions options, IAssociationPolicy policy, IDimseHandler handler, IAssociationObserver? observer = null, TimeProvider? time = null)
    {
        options.Association.Limits.Validate();
        _options = options;
        _time = time ?? TimeProvider.System;
        _context = new ServerContext(options.Association, policy, handler, new GuardedObserver(observer), new ConnectionRegister(options), _time);
    }

    /// <summary>Where it listens, in the order of the options; ports that were 0 have become real.</summary>
    public IReadOnlyList<IPEndPoint> EndPoints => [.. _listeners.Select(listener => listener.EndPoint)];

    /// <summary>Connections at a time: the configured number, or fewer where the process may not have file handles enough.</summary>
    public int MaximumConnections => _context.Register.Maximum;

    /// <summary>Connections there are, with or without an association.</summary>
    public int ConnectionCount => _context.Register.All.Count;

    /// <summary>Opens all ports and begins to accept.</summary>
    /// <exception cref="IOException">A port cannot be had; none is open then.</exception>
    public void Start()
    {
        try
        {
            foreach (var listener in _options.Listeners)
                _listeners.Add(new DicomListener(listener, _context));
        }
        catch
        {
            Close();
            throw;
        }

        foreach (var listener in _listeners)
            listener.Start();
    }

    /// <summary>
    /// Closes the ports at once, ends associations as soon as nothing of theirs is outstanding, and aborts those that need longer.
    /// </summary>
    /// <param name="drain">How long outstanding operations may take.</param>
    public async Task StopAsync(TimeSpan drain)
    {
        foreach (var listener in _listeners)
            await listener.StopAsync().ConfigureAwait(false);
        var connections = _context.Register.All;
        foreach (var connection in connections)
            connection.StopWhenIdle();
        var ended = Task.WhenAll(connections.Select(connection => connection.Completion));
        try
        {
            await ended.WaitAsync(drain, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            foreach (var connection in connections)
                connection.Abort();
            await ended.ConfigureAwait(false);
        }

        Close();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync(TimeSpan.Zero).ConfigureAwait(false);

    private void Close()
    {
        foreach (var listener in _listeners)
            listener.Dispose();
        _listeners.Clear();
    }
}
