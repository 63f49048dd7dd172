using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Assembly;

namespace DicomGateway.Service.Control;

/// <summary>Patients who objected. They travel in bodies: an address may end in a log.</summary>
internal static class OptOutEndpoints
{
    public static void MapOptOuts(this IEndpointRouteBuilder control)
    {
        control.MapGet("optouts", async (string? project, HttpContext http, GatewayNode node, CancellationToken cancellationToken) =>
            (await node.Records.OptOuts.ListAsync(string.IsNullOrEmpty(project) ? null : project, ControlEndpoints.UserOf(http), cancellationToken)).Select(ControlViews.Of));
        control.MapPost("optouts/add", (OptOutRequest request, HttpContext http, GatewayNode node, CancellationToken cancellationToken) =>
            ChangeAsync(() => node.OptOuts.AddAsync(request.Project, request.Lines, ControlEndpoints.UserOf(http), request.Why, cancellationToken)));
        control.MapPost("optouts/withdraw", (OptOutRequest request, HttpContext http, GatewayNode node, CancellationToken cancellationToken) =>
            ChangeAsync(() => node.OptOuts.WithdrawAsync(request.Project, request.Lines, ControlEndpoints.UserOf(http), request.Why, cancellationToken)));
    }

    private static async Task<IResult> ChangeAsync(Func<Task<OptOutResult>> change)
    {
        try
        {
            return Results.Ok(await change());
        }
        catch (OptOutException e)
        {
            return ControlEndpoints.Refuse(StatusCodes.Status409Conflict, e.Message, e.Remedy);
        }
    }
}
