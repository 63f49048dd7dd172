using DicomGateway.Service.Control;
using Microsoft.AspNetCore.Connections.Features;

namespace DicomGateway.Service.Api;

/// <summary>Who asks.</summary>
/// <param name="Name">A user of the operating system, or the name of an account.</param>
/// <param name="Role">What the user may do.</param>
/// <param name="Actor">As the audit names the user: an account never looks like a user of the operating system.</param>
internal sealed record ApiUser(string Name, ApiRole Role, string Actor)
{
    public bool IsAdministrator => Role == ApiRole.Administrator;

    /// <summary>The user of this request; the door has made sure that there is one.</summary>
    public static ApiUser Of(HttpContext http) =>
        http.Features.Get<ApiUser>() ?? throw new InvalidOperationException("Nobody has signed in.");

    /// <summary>For parameters of endpoints.</summary>
    public static ValueTask<ApiUser?> BindAsync(HttpContext http) => ValueTask.FromResult<ApiUser?>(Of(http));

    public static ApiUser OfAccount(string name, ApiRole role) => new(name, role, "account " + name);

    /// <summary>Whoever can open the socket is the service's own user or root.</summary>
    public static ApiUser OfSocket(HttpContext http)
    {
        var name = http.Features.Get<IConnectionSocketFeature>() is { Socket: { } socket } ? PeerUser.Of(socket) : "local user";
        return new ApiUser(name, ApiRole.Administrator, name);
    }
}
