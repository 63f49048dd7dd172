using DicomGateway.Service.Accounts;
using DicomGateway.Service.Api;
using DicomGateway.Service.Configuration;

namespace DicomGateway.Service.Web.Shared;

/// <summary>
/// Stands at the console's door: what browsers must not do with its pages, whose session a request belongs to, and that what writes comes from
/// a page of ours.
/// </summary>
internal sealed class ConsoleGuard(RequestDelegate next, SessionKeeper sessions, LoadedConfiguration configuration)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>How browsers reach the console, where a proxy stands between.</summary>
    private readonly Uri? _publicAddress = configuration.Values.Listeners.Console?.PublicAddress is { } address ? new Uri(address) : null;

    public async Task InvokeAsync(HttpContext http)
    {
        if (DoorFeature.Of(http) != Door.Console)
        {
            await next(http);
            return;
        }

        // The browser speaks TLS with the proxy: its cookies and headers are those of TLS.
        if (_publicAddress?.Scheme == Uri.UriSchemeHttps)
            http.Request.Scheme = Uri.UriSchemeHttps;
        SetHeaders(http);
        if (ConsoleCookie.Read(http) is { } secret && sessions.Find(secret, prolongs: !http.Request.Headers.ContainsKey("X-Live")) is { } session)
        {
            http.Features.Set(session);
            http.Features.Set(session.User);
        }

        if (IsReading(http) || await IsOursAsync(http))
            await ConsoleRefusals.RunAsync(http, next);
        else
            await ConsoleRefusals.ShowAsync(http, StatusCodes.Status403Forbidden, "This form is out of date.", "Go back, load the page again and repeat what you did.");
    }

    private static void SetHeaders(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers.CacheControl = "no-store";
        if (http.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
    }

    private static bool IsReading(HttpContext http) => HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);

    /// <summary>
    /// The browser says where the request comes from, and whoever is signed in sends the token that only pages of this session hold. Before that
    /// there is no session to misuse, but nobody may be signed in to another's account either.
    /// </summary>
    private async Task<bool> IsOursAsync(HttpContext http)
    {
        var site = http.Request.Headers["Sec-Fetch-Site"].ToString();
        if (site is not ("" or "same-origin"))
            return false;
        if (http.Request.Headers.Origin.ToString() is { Length: > 0 } origin
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri) && (uri.Authority == http.Request.Host.Value || uri.Authority == _publicAddress?.Authority)))
        {
            return false;
        }

        if (http.Features.Get<Session>() is not { } session)
            return true;
        var token = http.Request.Headers["X-Form-Token"].ToString();
        if (token.Length == 0 && http.Request.HasFormContentType)
            token = (await http.Request.ReadFormAsync(http.RequestAborted))["_token"].ToString();
        return Secrets.AreEqual(token, session.FormToken);
    }
}
