using DicomGateway.Network;
using DicomGateway.Service.Api;
using DicomGateway.Service.Hosting;
using DicomGateway.Service.Pacs;
using DicomGateway.Service.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace DicomGateway.Service.Web.Nodes;

/// <summary>PACS: add, change, remove, echo, probe.</summary>
internal static class PacsFormEndpoints
{
    public static void MapPacsForms(this IEndpointRouteBuilder console)
    {
        console.MapPost("/nodes/pacs/{name}/echo", EchoAsync).DisableAntiforgery();
        var change = console.ForAdministratorsOf();
        change.MapPost("/nodes/pacs", SaveAsync).DisableAntiforgery();
        change.MapPost("/nodes/pacs/{name}/remove", (string name, HttpContext http, GatewayNode node) =>
            NodesEndpoints.RemoveAsync(http, name, "", () => node.Pacs.RemoveAsync(name, ApiUser.Of(http).Actor, http.RequestAborted))).DisableAntiforgery();
        change.MapPost("/nodes/pacs/{name}/probe", ProbeAsync).DisableAntiforgery();
    }

    private static Task<IResult> SaveAsync([FromForm] IFormCollection fields, HttpContext http, GatewayNode node)
    {
        var known = NodeFields.IsChange(fields) ? node.Pacs.FindEntry(fields["name"].ToString().Trim()) : null;
        var (form, by) = (PacsFields.Read(fields, known is null ? new PacsForm() : NodesView.FormOf(known)), ApiUser.Of(http).Actor);
        return NodesEndpoints.SaveAsync(http, PacsFields.Write(form, known?.Options), new NodeForms { Pacs = form }, "", json => form.IsChange
            ? node.Pacs.ChangeAsync(json, by, http.RequestAborted)
            : node.Pacs.AddAsync(json, by, http.RequestAborted));
    }

    private static async Task<IResult> EchoAsync(string name, HttpContext http, GatewayNode node)
    {
        if (node.Pacs.Find(name) is not { } pacs)
            throw NotThere();
        var result = await PeerEcho.AskAsync(pacs.Client, http.RequestAborted);
        await node.Records.Audit.AppendAsync(
            ApiUser.Of(http).Actor, "pacs.echo", null, null, new Dictionary<string, string> { ["name"] = name, ["alive"] = result.IsAlive ? "yes" : "no" }, http.RequestAborted);
        return Pages.Go(http, "/nodes", new Notice($"{name}: {result.Text}", result.IsAlive ? "good" : "bad"));
    }

    private static async Task<IResult> ProbeAsync(string name, HttpContext http, GatewayNode node, TimeProvider time)
    {
        if (node.Pacs.Find(name) is not { } pacs)
            throw NotThere();
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

    private static ApiException NotThere() => new(StatusCodes.Status404NotFound, "There is no such PACS, or it cannot be used.", "See the list of nodes.");
}
