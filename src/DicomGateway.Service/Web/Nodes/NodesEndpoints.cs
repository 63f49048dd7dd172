using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Network;
using DicomGateway.Service.Api;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Hosting;
using DicomGateway.Service.Pacs;
using DicomGateway.Service.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace DicomGateway.Service.Web.Nodes;

/// <summary>Whom the node speaks with; administrators add, change and remove PACS while it runs.</summary>
internal static class NodesEndpoints
{
    public static void MapNodesPage(this IEndpointRouteBuilder console)
    {
        console.MapGet("/nodes", (string? edit, HttpContext http, GatewayNode node, LoadedConfiguration configuration) =>
            ShowAsync(http, node, configuration, node.Pacs.FindEntry(edit ?? "") is { IsFromFile: false } entry ? NodesView.FormOf(entry) : new PacsForm()));
        console.MapPost("/nodes/pacs/{name}/echo", EchoAsync).DisableAntiforgery();
        console.MapPost("/nodes/destinations/{name}/echo", EchoDestinationAsync).DisableAntiforgery();
        var change = console.ForAdministratorsOf();
        change.MapPost("/nodes/pacs", SaveAsync).DisableAntiforgery();
        change.MapPost("/nodes/pacs/{name}/remove", RemoveAsync).DisableAntiforgery();
        change.MapPost("/nodes/pacs/{name}/probe", ProbeAsync).DisableAntiforgery();
    }

    private static Task<IResult> ShowAsync(HttpContext http, GatewayNode node, LoadedConfiguration configuration, PacsForm form, Notice? notice = null) =>
        Pages.ShowAsync<NodesPage, NodesModel>(
            http,
            NodesView.Of(node, configuration, form),
            notice is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            notice);

    private static async Task<IResult> SaveAsync([FromForm] IFormCollection fields, HttpContext http, GatewayNode node, LoadedConfiguration configuration)
    {
        var form = NodesView.Read(fields);
        using var json = JsonDocument.Parse(ToJson(form).ToJsonString());
        var errors = node.Pacs.TryRead(json.RootElement, out var options);
        if (errors.Count > 0)
            return await ShowAsync(http, node, configuration, form, new Notice("This PACS was not saved.", "bad", [.. errors.Select(error => $"{error.Path.TrimStart('$', '.')}: {error.What} {error.Remedy}")]));
        return await node.Pacs.SetAsync(options, ApiUser.Of(http).Actor, http.RequestAborted)
            ? Pages.Go(http, "/nodes", new Notice($"{options.Name} is saved and counts from now on."))
            : Pages.Go(http, "/nodes", new Notice($"{options.Name} is in gateway.json: change it there.", "bad"));
    }

    private static async Task<IResult> RemoveAsync(string name, HttpContext http, GatewayNode node) =>
        await node.Pacs.RemoveAsync(name, ApiUser.Of(http).Actor, http.RequestAborted)
            ? Pages.Go(http, "/nodes", new Notice($"{name} is removed."))
            : Pages.Go(http, "/nodes", new Notice($"{name} cannot be removed here.", "bad"));

    private static async Task<IResult> EchoAsync(string name, HttpContext http, GatewayNode node)
    {
        if (node.Pacs.Find(name) is not { } pacs)
            throw new ApiException(StatusCodes.Status404NotFound, "There is no such PACS, or it cannot be used.", "See the list of nodes.");
        var result = await PeerEcho.AskAsync(pacs.Client, http.RequestAborted);
        await node.Records.Audit.AppendAsync(
            ApiUser.Of(http).Actor, "pacs.echo", null, null, new Dictionary<string, string> { ["name"] = name, ["alive"] = result.IsAlive ? "yes" : "no" }, http.RequestAborted);
        return Pages.Go(http, "/nodes", new Notice($"{name}: {result.Text}", result.IsAlive ? "good" : "bad"));
    }

    private static async Task<IResult> EchoDestinationAsync(string name, HttpContext http, GatewayNode node)
    {
        var echo = await DestinationEchoEndpoint.AskAsync(node, name, ApiUser.Of(http).Actor, http.RequestAborted);
        return Pages.Go(http, "/nodes", new Notice($"{name}: {echo.Text}", echo.IsAlive ? "good" : "bad", echo.Remedy is { } remedy ? [remedy] : []));
    }

    private static async Task<IResult> ProbeAsync(string name, HttpContext http, GatewayNode node, TimeProvider time)
    {
        if (node.Pacs.Find(name) is not { } pacs)
            throw new ApiException(StatusCodes.Status404NotFound, "There is no such PACS, or it cannot be used.", "See the list of nodes.");
        try
        {
            var report = await PacsProbing.ProbeAsync(node.Pacs, node.Records.Audit, pacs, retrieve: false, save: true, ApiUser.Of(http).Actor, time, http.RequestAborted);
            var levels = report.Levels is { } known ? $"levels {string.Join(", ", known)}" : "no study to ask for";
            var limit = report.ResultLimit is > 0 and var most ? $", at most {most} matches a query" : "";
            var text = $"{name}: {report.Profile.Retrieval} is offered, {levels}{limit}; {report.Profile.UnmatchedKeys.Count} keys are not matched. Jobs go by it from now on.";
            return Pages.Go(http, "/nodes", new Notice(text, "good", [.. report.Notes]));
        }
        catch (DicomAssociationException e)
        {
            return Pages.Go(http, "/nodes", new Notice($"{name}: {e.Message} Check host, port and AE titles on both sides.", "bad"));
        }
    }

    private static JsonObject ToJson(PacsForm form)
    {
        var json = new JsonObject
        {
            ["name"] = form.Name,
            ["host"] = form.Host,
            ["port"] = int.TryParse(form.Port, CultureInfo.InvariantCulture, out var port) ? port : 0,
            ["calledAeTitle"] = form.Called,
            ["callingAeTitle"] = form.Calling,
            ["profile"] = form.Product,
        };
        if (form.Move.Length > 0)
            json["moveDestination"] = form.Move;
        if (form.Way.Length > 0)
            json["quirks"] = new JsonObject { ["retrieval"] = form.Way };
        if (int.TryParse(form.PerMinute, CultureInfo.InvariantCulture, out var perMinute))
            json["limits"] = new JsonObject { ["studiesPerMinute"] = perMinute };
        return json;
    }
}
