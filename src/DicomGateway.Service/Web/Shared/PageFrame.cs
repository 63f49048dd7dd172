using DicomGateway.Service.Accounts;
using DicomGateway.Service.Api;

namespace DicomGateway.Service.Web.Shared;

/// <summary>What every page shows around itself. Public as are the components that show it: the compiler of pages makes those public.</summary>
public sealed record PageFrame
{
    /// <summary>Who is signed in; null on the pages before that.</summary>
    public string? User { get; init; }

    public bool IsAdministrator { get; init; }

    public string FormToken { get; init; } = "";

    /// <summary>light, dark, or empty for what the system prefers.</summary>
    public string Theme { get; init; } = "";

    /// <summary>What the last act came to, said once.</summary>
    public Notice? Notice { get; init; }

    /// <summary>Studies that wait for a decision.</summary>
    public long Held { get; init; }

    /// <summary>The page answers a form: reloading it by itself would send the form again.</summary>
    public bool IsPosted { get; init; }

    internal static PageFrame Of(HttpContext http, long held)
    {
        var session = http.Features.Get<Session>();
        return new PageFrame
        {
            User = session?.User.Name,
            IsAdministrator = session?.User.Role == ApiRole.Administrator,
            FormToken = session?.FormToken ?? "",
            Theme = ThemeCookie.Read(http),
            Notice = session?.Notices.Take(),
            Held = held,
            IsPosted = HttpMethods.IsPost(http.Request.Method),
        };
    }
}
