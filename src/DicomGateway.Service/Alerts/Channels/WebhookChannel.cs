using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using DicomGateway.Service.Configuration.Sections.Alerts;
using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts.Channels;

/// <summary>
/// Posts messages as JSON. The header X-DicomGateway-Signature is "sha256=" and the HMAC-SHA256, in hexadecimal digits, of X-DicomGateway-Timestamp, a
/// full stop and the body: a receiver that compares both takes neither a forged message nor an old one sent again.
/// </summary>
internal sealed class WebhookChannel(AlertWebhookOptions options, string node, AlertTls tls, AlertSecret secret, TimeProvider time) : IAlertChannel, IDisposable
{
    private const int LeastSecret = 16;

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectTimeout = options.Timeout,
        SslOptions = tls.For(null),
    })
    { Timeout = options.Timeout, MaxResponseContentBufferSize = 65536 };

    public string Name => "webhook " + options.Name;

    public bool Wants(AlertKind kind) => options.Kinds.Count == 0 || options.Kinds.Contains(kind);

    public async Task SendAsync(AlertMessage message, CancellationToken cancellationToken)
    {
        var key = await secret.ReadAsync(LeastSecret, cancellationToken);
        var body = WebhookBody.Write(message, node);
        var stamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add("X-DicomGateway-Message", AlertText.IdOf(message));
        request.Headers.Add("X-DicomGateway-Timestamp", stamp);
        request.Headers.Add("X-DicomGateway-Signature", "sha256=" + Sign(key, stamp, body));
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw new AlertChannelException($"The server answered {(int)response.StatusCode}.");
        }
        catch (HttpRequestException e)
        {
            throw new AlertChannelException($"The server cannot be reached ({e.HttpRequestError}).", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AlertChannelException("The server did not answer in time.", e);
        }
    }

    public void Dispose() => _http.Dispose();

    private static string Sign(byte[] key, string stamp, byte[] body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, (byte[])[.. Encoding.ASCII.GetBytes(stamp + "."), .. body]));
}
