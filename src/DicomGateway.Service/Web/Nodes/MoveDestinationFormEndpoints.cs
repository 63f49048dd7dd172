using DicomGateway.Service.Admission;
using DicomGateway.Service.Api;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Hosting;
using DicomGateway.Service.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace DicomGateway.Service.Web.Nodes;

/// <summary>Move destinations: add, change, remove, echo.</summary>
internal static class MoveDestinationFormEndpoints
{
    private const string Place = "#move-destinations-title";

    public static void MapMoveDestinationForms(this IEndpointRouteBuilder console)
    {
        console.MapPost("/nodes/move-destinations/echo", EchoAsync).DisableAntiforgery();
        var change = console.ForAdministratorsOf();
        change.MapPost("/nodes/move-destinations", SaveAsync).DisableAntiforgery();
        change.MapPost("/nodes/move-destinations/remove", ([FromForm] string? aeTitle, HttpContext http, GatewayNode node) =>
            NodesEndpoints.RemoveAsync(http, aeTitle ?? "", Place, () => node.Admission.MoveDestinations.RemoveAsync(aeTitle ?? "", ApiUser.Of(http).Actor, http.RequestAborted)))
            .DisableAntiforgery();
    }

    private static Task<IResult> SaveAsync([FromForm] IFormCollection fields, HttpContext http, GatewayNode node)
    {
        var (form, by, destinations) = (NodeFields.ReadMoveDestination(fields), ApiUser.Of(http).Actor, node.Admission.MoveDestinations);
        var known = form.IsChange ? destinations.Find(form.AeTitle)?.Options : null;
        return NodesEndpoints.SaveAsync(http, NodeFields.Write(form, known), new NodeForms { MoveDestination = form }, Place, json => form.IsChange
            ? destinations.ChangeAsync(json, by, http.RequestAborted)
            : destinations.AddAsync(json, by, http.RequestAborted));
    }

    private static async Task<IResult> EchoAsync([FromForm] string? aeTitle, HttpContext http, GatewayNode node, LoadedConfiguration configuration)
    {
        var result = await AdmissionEndpoints.EchoAsync(aeTitle ?? "", ApiUser.Of(http), node, configuration, http.RequestAborted);
        return Pages.Go(http, "/nodes" + Place, new Notice($"{aeTitle}: {result.Text}", result.IsAlive ? "good" : "bad"));
    }
}
