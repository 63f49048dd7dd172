using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Forwarding;

namespace DicomGateway.Service.Api;

/// <summary>Whether a destination could take something now.</summary>
internal static class DestinationEchoEndpoint
{
    public static void MapDestinationEcho(this IEndpointRouteBuilder api) =>
        api.MapPost("destinations/{name}/echo", (string name, ApiUser user, GatewayNode node, CancellationToken cancellationToken) =>
            AskAsync(node, name, user.Actor, cancellationToken));

    /// <exception cref="ApiException">There is no such destination.</exception>
    public static async Task<DestinationEcho> AskAsync(GatewayNode node, string name, string by, CancellationToken cancellationToken)
    {
        var echo = await node.Transfer.EchoDestinationAsync(name, cancellationToken) ?? throw new ApiException(
            StatusCodes.Status404NotFound, "There is no such destination.",
            node.Transfer.DestinationHealth.Count == 0 ? "None is configured." : "Use one of: " + string.Join(", ", node.Transfer.DestinationHealth.Select(one => one.Name)) + ".");
        await node.Records.Audit.AppendAsync(
            by, "destination.echo", null, null, new Dictionary<string, string> { ["name"] = name, ["alive"] = echo.IsAlive ? "yes" : "no" }, cancellationToken);
        return echo;
    }
}
