using DicomGateway.Service.Api;
using DicomGateway.Service.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace DicomGateway.Service.Web.Nodes;

/// <summary>Peers: add, change, remove.</summary>
internal static class PeerFormEndpoints
{
    private const string Place = "#peers-title";

    public static void MapPeerForms(this IEndpointRouteBuilder console)
    {
        var change = console.ForAdministratorsOf();
        change.MapPost("/nodes/peers", SaveAsync).DisableAntiforgery();
        change.MapPost("/nodes/peers/remove", ([FromForm] string? aeTitle, HttpContext http, GatewayNode node) =>
            NodesEndpoints.RemoveAsync(http, aeTitle ?? "", Place, () => node.Admission.Peers.RemoveAsync(aeTitle ?? "", ApiUser.Of(http).Actor, http.RequestAborted)))
            .DisableAntiforgery();
    }

    private static Task<IResult> SaveAsync([FromForm] IFormCollection fields, HttpContext http, GatewayNode node)
    {
        var (form, by, peers) = (NodeFields.ReadPeer(fields), ApiUser.Of(http).Actor, node.Admission.Peers);
        return NodesEndpoints.SaveAsync(http, NodeFields.Write(form), new NodeForms { Peer = form }, Place, json => form.IsChange
            ? peers.ChangeAsync(json, by, http.RequestAborted)
            : peers.AddAsync(json, by, http.RequestAborted));
    }
}
