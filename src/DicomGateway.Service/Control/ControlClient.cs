using System.Net;
using System.Net.Sockets;
using DicomGateway.Service.Api;

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
            BaseAddress = new Uri("http://gateway" + ApiEndpoints.Root + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <exception cref="ControlException">The service is not running, or it refused; the text says what to do.</exception>
    public Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        SendAsync<T>(HttpMethod.Get, path, null, cancellationToken);

    /// <exception cref="ControlException">The service is not running, or it refused; the text says what to do.</exception>
    public Task<T> PostAsync<T>(string path, object body, CancellationToken cancellationToken) =>
        SendAsync<T>(HttpMethod.Post, path, JsonContent.Create(body, body.GetType(), null, ApiJson.Options), cancellationToken);

    /// <param name="method">What to do.</param>
    /// <param name="path">Below /api/v1/, such as "studies".</param>
    /// <param name="content">The body: JSON, or a file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ControlException">The service is not running, or it refused; the text says what to do.</exception>
    public async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await RespondAsync(request, cancellationToken);
        return (await response.Content.ReadFromJsonAsync<T>(ApiJson.Options, cancellationToken))!;
    }

    /// <exception cref="ControlException">The service is not running, or it refused; the text says what to do.</exception>
    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        using var response = await RespondAsync(request, cancellationToken);
    }

    /// <summary>Writes a result that is a file, such as CSV.</summary>
    /// <exception cref="ControlException">The service is not running, or it refused; the text says what to do.</exception>
    public async Task DownloadAsync(string path, Stream target, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await RespondAsync(request, cancellationToken);
        await response.Content.CopyToAsync(target, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> RespondAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw await ExplainAsync(response, cancellationToken);
            return response;
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

    private static async Task<ControlException> ExplainAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using (response)
        {
            var problem = response.Content.Headers.ContentType?.MediaType == ApiProblem.ContentType
                ? await response.Content.ReadFromJsonAsync<ApiProblem>(ApiJson.Options, cancellationToken)
                : null;
            var errors = string.Concat((problem?.Errors ?? []).Select(error => $"{Environment.NewLine}  {error.Where}: {error.What} {error.Remedy}"));
            var what = (problem?.What ?? $"The service answered {(int)response.StatusCode}.") + errors;
            return new ControlException(what, problem?.Remedy ?? "See the service's log.", response.StatusCode == HttpStatusCode.NotFound);
        }
    }
}
