using DicomGateway.Service.Api;
using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Assembly;

namespace DicomGateway.Service.Control;

/// <summary>Patients who objected. They travel in bodies: an address may end in a log.</summary>
internal static class OptOutEndpoints
{
    public static void MapOptOuts(this IEndpointRouteBuilder api)
    {
        var control = api.MapGroup("").ForAdministrators();
        control.MapGet("optouts", async (string? project, ApiUser user, GatewayNode node, CancellationToken cancellationToken) =>
            (await node.Records.OptOuts.ListAsync(string.IsNullOrEmpty(project) ? null : project, user.Actor, cancellationToken)).Select(ControlViews.Of));
        control.MapPost("optouts/add", (OptOutRequest request, ApiUser user, GatewayNode node, CancellationToken cancellationToken) =>
            ChangeAsync(() => node.OptOuts.AddAsync(request.Project, request.Lines, user.Actor, request.Why, cancellationToken)));
        control.MapPost("optouts/withdraw", (OptOutRequest request, ApiUser user, GatewayNode node, CancellationToken cancellationToken) =>
            ChangeAsync(() => node.OptOuts.WithdrawAsync(request.Project, request.Lines, user.Actor, request.Why, cancellationToken)));
    }

    private static async Task<IResult> ChangeAsync(Func<Task<OptOutResult>> change)
    {
        try
        {
            return Results.Ok(await change());
        }
        catch (OptOutException e)
        {
            return ApiProblem.Refuse(StatusCodes.Status409Conflict, e.Message, e.Remedy);
        }
    }
}
