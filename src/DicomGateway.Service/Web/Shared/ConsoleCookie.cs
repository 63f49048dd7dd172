namespace DicomGateway.Service.Web.Shared;

/// <summary>The cookie that a session hangs on. Bound to host and TLS by its name where there is TLS; on plain loopback there is none to bind it to.</summary>
internal static class ConsoleCookie
{
    private const string Secured = "__Host-dicom-gateway";
    private const string Plain = "dicom-gateway";

    public static string? Read(HttpContext http) => http.Request.Cookies[http.Request.IsHttps ? Secured : Plain];

    public static void Write(HttpContext http, string secret) => http.Response.Cookies.Append(http.Request.IsHttps ? Secured : Plain, secret, Options(http));

    public static void Remove(HttpContext http) => http.Response.Cookies.Delete(http.Request.IsHttps ? Secured : Plain, Options(http));

    private static CookieOptions Options(HttpContext http) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = "/", IsEssential = true };
}
