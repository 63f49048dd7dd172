using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Service.Api;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Hosting;
using DicomGateway.Service.Web.Shared;

namespace DicomGateway.Service.Web.Nodes;

/// <summary>Whom the node speaks with; administrators add, change and remove PACS, peers and move destinations while it runs.</summary>
internal static class NodesEndpoints
{
    public static void MapNodesPage(this IEndpointRouteBuilder console)
    {
        console.MapGet("/nodes", (string? edit, string? peer, string? destination, HttpContext http, GatewayNode node, LoadedConfiguration configuration) =>
            ShowAsync(http, node, configuration, FormsOf(node, edit, peer, destination)));
        console.MapPost("/nodes/destinations/{name}/echo", EchoDestinationAsync).DisableAntiforgery();
        console.MapPacsForms();
        console.MapPeerForms();
        console.MapMoveDestinationForms();
    }

    /// <summary>Saves what a form says, or shows it again with every mistake.</summary>
    public static async Task<IResult> SaveAsync(HttpContext http, JsonObject entry, NodeForms forms, string place, Func<JsonElement, Task> save)
    {
        try
        {
            using var json = JsonDocument.Parse(entry.ToJsonString());
            await save(json.RootElement);
            return Pages.Go(http, "/nodes" + place, new Notice("It is saved and counts from now on."));
        }
        catch (ApiException e)
        {
            var details = e.Errors is { Count: > 0 } errors
                ? errors.Select(error => $"{error.Where.TrimStart('$', '.')}: {error.What} {error.Remedy}".TrimStart(':', ' ')).ToList()
                : [e.Remedy];
            var services = http.RequestServices;
            return await ShowAsync(
                http, services.GetRequiredService<GatewayNode>(), services.GetRequiredService<LoadedConfiguration>(), forms, new Notice($"Not saved. {e.Message}", "bad", details));
        }
    }

    public static async Task<IResult> RemoveAsync(HttpContext http, string name, string place, Func<Task> remove)
    {
        try
        {
            await remove();
            return Pages.Go(http, "/nodes" + place, new Notice($"{name} is removed."));
        }
        catch (ApiException e)
        {
            return Pages.Go(http, "/nodes" + place, new Notice($"{e.Message} {e.Remedy}", "bad"));
        }
    }

    private static async Task<IResult> EchoDestinationAsync(string name, HttpContext http, GatewayNode node)
    {
        var echo = await DestinationEchoEndpoint.AskAsync(node, name, ApiUser.Of(http).Actor, http.RequestAborted);
        return Pages.Go(http, "/nodes#destinations-title", new Notice($"{name}: {echo.Text}", echo.IsAlive ? "good" : "bad", echo.Remedy is { } remedy ? [remedy] : []));
    }

    private static Task<IResult> ShowAsync(HttpContext http, GatewayNode node, LoadedConfiguration configuration, NodeForms forms, Notice? notice = null) =>
        Pages.ShowAsync<NodesPage, NodesModel>(
            http,
            NodesView.Of(node, configuration, forms),
            notice is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            notice);

    private static NodeForms FormsOf(GatewayNode node, string? pacs, string? peer, string? destination) => new()
    {
        Pacs = node.Pacs.FindEntry(pacs ?? "") is { IsFromFile: false } entry ? NodesView.FormOf(entry) : new PacsForm(),
        Peer = node.Admission.Peers.Find(peer ?? "") is { IsFromFile: false } known ? NodesView.FormOf(known.Options) : new PeerForm(),
        MoveDestination = node.Admission.MoveDestinations.Find(destination ?? "") is { IsFromFile: false } there ? NodesView.FormOf(there.Options) : new MoveDestinationForm(),
    };
}
