using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DicomGateway.Service.Api;

/// <summary>Set on every connection by the listener that accepted it; nothing that a client sends can change it.</summary>
internal sealed record DoorFeature(Door Door)
{
    public static Door Of(HttpContext http) => http.Features.Get<DoorFeature>()?.Door ?? Door.None;

    public static void Mark(ListenOptions listener, Door door)
    {
        var feature = new DoorFeature(door);
        listener.Use(next => connection =>
        {
            connection.Features.Set(feature);
            return next(connection);
        });
    }
}
