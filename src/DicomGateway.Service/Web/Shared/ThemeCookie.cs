namespace DicomGateway.Service.Web.Shared;

/// <summary>Light or dark, where a person prefers another than the system does.</summary>
internal static class ThemeCookie
{
    private const string Name = "theme";

    public static string Read(HttpContext http) => http.Request.Cookies[Name] is "light" or "dark" ? http.Request.Cookies[Name]! : "";

    public static void Write(HttpContext http, string? theme)
    {
        var options = new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), IsEssential = true };
        if (theme is "light" or "dark")
            http.Response.Cookies.Append(Name, theme, options);
        else
            http.Response.Cookies.Delete(Name);
    }
}
