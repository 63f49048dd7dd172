using System.Net;
using System.Net.Sockets;
using DicomGateway.Network.Association;

namespace DicomGateway.Network.Transport;

/// <summary>Accepts connections on one port and does nothing else with them; lack of file handles or memory makes it wait, not end.</summary>
internal sealed class DicomListener : IDisposable
{
    private const int Backlog = 512;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly TlsHandshake? _tls;
    private readonly ServerContext _server;
    private readonly CancellationTokenSource _stop = new();
    private Task _accepting = Task.CompletedTask;

    /// <exception cref="IOException">The port cannot be had.</exception>
    public DicomListener(ListenerOptions options, ServerContext server)
    {
        _server = server;
        _tls = options.Tls is { } tls ? new TlsHandshake(tls, server.Time) : null;
        _socket = new Socket(options.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (options.EndPoint.Address.Equals(IPAddress.IPv6Any))
                _socket.DualMode = true;
            _socket.Bind(options.EndPoint);
            _socket.Listen(Backlog);
        }
        catch (SocketException failure)
        {
            _socket.Dispose();
            throw new IOException($"Cannot listen on {options.EndPoint}: {failure.Message}. Choose another port or stop what uses it.", failure);
        }
    }

    public IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    public void Start() => _accepting = Task.Run(AcceptAsync);

    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
        await _accepting.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var pause = ShortestPause;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Take(await _socket.AcceptAsync(_stop.Token).ConfigureAwait(false));
                pause = ShortestPause;
            }
            catch (Exception) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (SocketException failure) when (
                failure.SocketErrorCode is SocketError.ConnectionAborted or SocketError.ConnectionReset or SocketError.NotConnected)
            {
                // The peer left before it was accepted.
            }
            catch (Exception failure)
            {
                _server.Observer.AcceptFailed(failure);
                await PauseAsync(pause).ConfigureAwait(false);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private void Take(Socket socket)
    {
        var connection = new ServerConnection(socket, _tls, _server);
        if (_server.Register.Add(connection, connection.Remote.Address) is not { } limit)
        {
            connection.Start();
            return;
        }

        _server.Observer.LimitReached(new PeerIdentity(connection.Remote, EndPoint, _tls is not null, null), limit);
        socket.Dispose();
    }

    private async Task PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, _server.Time, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the loop's condition sees it.
        }
    }
}
