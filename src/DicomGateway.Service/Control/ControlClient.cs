using System.Net;
using System.Net.Sockets;

namespace DicomGateway.Service.Control;

/// <summary>A command's end of the local socket.</summary>
internal sealed class ControlClient : IDisposable
{
    private readonly HttpClient _http;

    public ControlClient(string dataFolder)
    {
        var endPoint = new UnixDomainSocketEndPoint(ControlSocket.UsablePathIn(dataFolder));
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await socket.ConnectAsync(endPoint, cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        })
        {
            BaseAddress = new Uri("http://gateway/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <exception cref="ControlException">The service is not running, or it refused; the text says what to do.</exception>
    public Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        SendAsync<T>(HttpMethod.Get, path, null, cancellationToken);

    /// <exception cref="ControlException">The service is not running, or it refused; the text says what to do.</exception>
    public Task<T> PostAsync<T>(string path, object body, CancellationToken cancellationToken) =>
        SendAsync<T>(HttpMethod.Post, path, body, cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, body.GetType()) };
        using var response = await RespondAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
            return (await response.Content.ReadFromJsonAsync<T>(cancellationToken))!;
        var problem = response.Content.Headers.ContentType?.MediaType == "application/json"
            ? await response.Content.ReadFromJsonAsync<ControlProblem>(cancellationToken)
            : null;
        var notFound = response.StatusCode == HttpStatusCode.NotFound;
        throw new ControlException(problem?.What ?? $"The service answered {(int)response.StatusCode}.", problem?.Remedy ?? "See the service's log.", notFound);
    }

    private async Task<HttpResponseMessage> RespondAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.AccessDenied })
        {
            throw new ControlException("The service's socket belongs to another user.", "Run the command as the service's user or as root.");
        }
        catch (HttpRequestException e) when (e.InnerException is SocketException)
        {
            throw new ControlException("No service is running on this data folder.", "Start it with `dicom-gateway serve`, or name another folder with --data.", isUnreachable: true);
        }
    }
}
