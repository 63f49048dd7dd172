using DicomGateway.Service.Api;
using DicomGateway.Service.Holds;
using DicomGateway.Service.Hosting;
using DicomGateway.Service.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace DicomGateway.Service.Web.Held;

/// <summary>Studies that wait for a person, and the decision.</summary>
internal static class HeldEndpoints
{
    private const int Shown = 50;
    private const int Looked = 1000;

    public static void MapHeldPage(this IEndpointRouteBuilder console)
    {
        console.MapGet("/held", ShowAsync);
        console.MapPost("/held/{id:long}", DecideAsync).DisableAntiforgery();
    }

    private static async Task<IResult> ShowAsync(string? code, HttpContext http, GatewayNode node, HoldDecisions decisions)
    {
        var open = await node.Records.Holds.ListOpenAsync(null, Looked, http.RequestAborted);
        var wanted = open.Where(hold => string.IsNullOrEmpty(code) || hold.Findings.Any(finding => finding.Code == code)).ToList();
        var reasons = (await node.Records.Overview.CountAsync(http.RequestAborted)).HeldBy;
        return await Pages.ShowAsync<HeldPage, HeldModel>(http, new HeldModel(
            [.. wanted.Take(Shown)], reasons, code ?? "", wanted.Count > Shown || open.Count == Looked, hold => decisions.FindBarring(ApiUser.Of(http), hold)));
    }

    private static async Task<IResult> DecideAsync(long id, [FromForm] string? decision, [FromForm] string? why, HttpContext http, HoldDecisions decisions)
    {
        var user = ApiUser.Of(http);
        if (string.IsNullOrWhiteSpace(why))
            return Pages.Go(http, "/held", new Notice("A decision needs a reason.", "bad"));
        if (decision == "release")
            await decisions.ReleaseAsync(id, why, user, http.RequestAborted);
        else if (decision == "reject")
            await decisions.RejectAsync(id, why, user, http.RequestAborted);
        else
            throw new ApiException(StatusCodes.Status400BadRequest, "No decision was made.", "Choose release or reject.");
        return Pages.Go(http, "/held", new Notice(decision == "release" ? $"Study {id} is released and runs again." : $"Study {id} is rejected: nothing of it goes out."));
    }
}
