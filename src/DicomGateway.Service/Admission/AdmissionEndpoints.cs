using System.Text.Json;
using DicomGateway.Service.Api;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Configuration.Recorded;
using DicomGateway.Service.Hosting;
using DicomGateway.Service.Pacs;

namespace DicomGateway.Service.Admission;

/// <summary>
/// Peers and move destinations: what there is, adding, changing, removing. They are known by their AE titles, which may hold what a path cannot: those
/// travel in bodies and queries.
/// </summary>
internal static class AdmissionEndpoints
{
    public static void MapAdmission(this IEndpointRouteBuilder api)
    {
        Map(api.MapGroup("peers"), admission => admission.Peers, (admission, entry) => admission.IsUsable(entry));
        Map(api.MapGroup("move-destinations"), admission => admission.MoveDestinations, (admission, entry) => admission.IsUsable(entry));
        api.MapPost("move-destinations/echo", (string aeTitle, ApiUser user, GatewayNode node, LoadedConfiguration configuration, CancellationToken cancellationToken) =>
            EchoAsync(aeTitle, user, node, configuration, cancellationToken));
    }

    /// <summary>Whether a move destination is alive; asked under the first of our AE titles, which is how a project's studies would come.</summary>
    public static async Task<PeerEchoResult> EchoAsync(string aeTitle, ApiUser user, GatewayNode node, LoadedConfiguration configuration, CancellationToken cancellationToken)
    {
        if (node.Admission.MoveDestinations.Find(aeTitle) is not { } entry || !node.Admission.IsUsable(entry))
            throw new ApiException(StatusCodes.Status404NotFound, "There is no such move destination, or it cannot be used.", "See `nodes list`.");
        var ours = ConfigurationRules.OwnAeTitles(configuration.Values);
        var result = await PeerEcho.AskAsync(
            AdmissionSettings.Client(entry.Options, entry.Name, ours.Count > 0 ? ours[0] : "DICOMGATEWAY", configuration.Resolve), cancellationToken);
        await node.Records.Audit.AppendAsync(
            user.Actor, "move-destination.echo", null, null, new Dictionary<string, string> { ["name"] = aeTitle, ["alive"] = result.IsAlive ? "yes" : "no" }, cancellationToken);
        return result;
    }

    private static void Map<T>(RouteGroupBuilder group, Func<AdmissionDirectory, RecordedList<T>> list, Func<AdmissionDirectory, RecordedEntry<T>, bool> isUsable)
        where T : class
    {
        group.MapGet("", (GatewayNode node) => list(node.Admission).Entries.Select(entry => View(node, entry)));
        group.MapPost("", async (JsonElement body, ApiUser user, GatewayNode node, CancellationToken cancellationToken) =>
            View(node, await list(node.Admission).AddAsync(body, user.Actor, cancellationToken))).ForAdministrators();
        group.MapPut("", async (JsonElement body, ApiUser user, GatewayNode node, CancellationToken cancellationToken) =>
            View(node, await list(node.Admission).ChangeAsync(body, user.Actor, cancellationToken))).ForAdministrators();
        group.MapDelete("", async (string aeTitle, ApiUser user, GatewayNode node, CancellationToken cancellationToken) =>
        {
            await list(node.Admission).RemoveAsync(aeTitle, user.Actor, cancellationToken);
            return Results.NoContent();
        }).ForAdministrators();

        AdmissionView View(GatewayNode node, RecordedEntry<T> entry) => AdmissionView.Of(list(node.Admission), entry, isUsable(node.Admission, entry));
    }
}
