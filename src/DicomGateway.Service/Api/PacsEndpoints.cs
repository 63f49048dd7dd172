using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Network;
using DicomGateway.Service.Configuration.Sections.Pacs;
using DicomGateway.Service.Hosting;
using DicomGateway.Service.Pacs;
using DicomGateway.Transfer.Jobs.Pacs;
using ConfigurationBinder = DicomGateway.Service.Configuration.ConfigurationBinder;

namespace DicomGateway.Service.Api;

/// <summary>PACS: what there is, adding and changing, echo and probe.</summary>
internal static class PacsEndpoints
{
    public static void MapPacs(this IEndpointRouteBuilder api)
    {
        api.MapGet("pacs", (GatewayNode node) => node.Pacs.Entries.Select(entry => PacsView.Of(entry, node.Pacs.Resolve)));
        api.MapGet("pacs/{name}", (string name, GatewayNode node) => PacsView.Of(Entry(node, name), node.Pacs.Resolve));
        api.MapPost("pacs", AddAsync).ForAdministrators();
        api.MapPut("pacs/{name}", ChangeAsync).ForAdministrators();
        api.MapDelete("pacs/{name}", RemoveAsync).ForAdministrators();
        api.MapPost("pacs/{name}/echo", (string name, GatewayNode node, CancellationToken cancellationToken) =>
            PeerEcho.AskAsync(Usable(node, name).Client, cancellationToken));
        api.MapPost("pacs/{name}/probe", ProbeAsync).ForAdministrators();
        api.MapPost("pacs/{name}/profile", SaveAsync).ForAdministrators();
    }

    private static async Task<PacsView> AddAsync(JsonElement body, ApiUser user, GatewayNode node, CancellationToken cancellationToken)
    {
        await node.Pacs.AddAsync(body, user.Actor, cancellationToken);
        return PacsView.Of(Entry(node, body.GetProperty("name").GetString()!), node.Pacs.Resolve);
    }

    private static async Task<PacsView> ChangeAsync(string name, JsonElement body, ApiUser user, GatewayNode node, CancellationToken cancellationToken)
    {
        Entry(node, name);
        if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty("name", out var named) && named.ToString() != name)
            throw new ApiException(StatusCodes.Status400BadRequest, "The name of a PACS cannot be changed: cohorts and jobs refer to it.", "Add one with the other name.");
        await node.Pacs.ChangeAsync(body, user.Actor, cancellationToken);
        return PacsView.Of(Entry(node, name), node.Pacs.Resolve);
    }

    private static async Task<IResult> RemoveAsync(string name, ApiUser user, GatewayNode node, CancellationToken cancellationToken)
    {
        await node.Pacs.RemoveAsync(name, user.Actor, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<JsonObject> ProbeAsync(
        string name, bool? retrieve, bool? save, ApiUser user, GatewayNode node, TimeProvider time, CancellationToken cancellationToken)
    {
        var pacs = Usable(node, name);
        try
        {
            var report = await PacsProbing.ProbeAsync(
                node.Pacs, node.Records.Audit, pacs, retrieve ?? false, save ?? true, user.Actor, time, cancellationToken);
            return ProbeResult.ToJson(report);
        }
        catch (DicomAssociationException e)
        {
            throw new ApiException(StatusCodes.Status502BadGateway, e.Message, "Check host, port, AE titles and TLS on both sides.");
        }
    }

    private static async Task<PacsView> SaveAsync(string name, JsonElement body, ApiUser user, GatewayNode node, CancellationToken cancellationToken)
    {
        Entry(node, name);
        var binder = new ConfigurationBinder(node.Pacs.Resolve("."));
        var found = (QuirkOptions)binder.Bind(body, typeof(QuirkOptions), "$");
        if (binder.Errors.Count > 0)
            throw ApiError.Refuse("profile", binder.Errors);
        await node.Pacs.SaveProbeAsync(name, found, user.Actor, cancellationToken);
        return PacsView.Of(Entry(node, name), node.Pacs.Resolve);
    }

    private static PacsEntry Entry(GatewayNode node, string name) => node.Pacs.FindEntry(name)
        ?? throw new ApiException(StatusCodes.Status404NotFound, "There is no such PACS.", "Use one of: " + string.Join(", ", node.Pacs.Entries.Select(entry => entry.Options.Name)) + ".");

    private static PacsNode Usable(GatewayNode node, string name) => Entry(node, name).Node
        ?? throw new ApiException(StatusCodes.Status409Conflict, $"What is on record of PACS '{name}' cannot be used any more.", "Change it: its profile or a certificate file is missing.");
}
