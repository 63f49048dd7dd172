using System.Net.Sockets;
using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Records.Holds;
using DicomGateway.Transfer.Records.Maintenance;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;
using Microsoft.AspNetCore.Connections.Features;

namespace DicomGateway.Service.Control;

/// <summary>What commands may ask of the running service. Reached through the local socket only, whose file belongs to the service's user.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this IEndpointRouteBuilder app)
    {
        var control = app.MapGroup("").AddEndpointFilter(OnlyLocalSocketAsync).AddEndpointFilter(ExplainAsync);
        control.MapGet("studies", ListStudiesAsync);
        control.MapGet("studies/{id:long}", ShowStudyAsync);
        control.MapGet("holds", ListHoldsAsync);
        control.MapPost("holds/{id:long}/release", (long id, DecisionRequest decision, HttpContext http, GatewayNode node, CancellationToken cancellationToken) =>
            DecideAsync(node, id, holds => holds.ReleaseAsync(id, UserOf(http), decision.Why, cancellationToken), cancellationToken));
        control.MapPost("holds/{id:long}/reject", (long id, DecisionRequest decision, HttpContext http, GatewayNode node, CancellationToken cancellationToken) =>
            DecideAsync(node, id, holds => holds.RejectAsync(id, UserOf(http), decision.Why, cancellationToken), cancellationToken));
        control.MapGet("check", (bool bytes, GatewayNode node, CancellationToken cancellationToken) => StorageChecks.RunAsync(node.Storage, bytes, cancellationToken));
        control.MapPost("backup", BackupAsync);
        control.MapGet("ledger", (GatewayNode node, CancellationToken cancellationToken) => node.Records.Ledger.CountAsync(cancellationToken));
        control.MapGet("deliveries", (GatewayNode node, CancellationToken cancellationToken) => node.Records.Deliveries.CountAsync(cancellationToken));
        control.MapOptOuts();
        control.MapGet("profiles", async (GatewayNode node, CancellationToken cancellationToken) =>
            (await node.Records.Profiles.ListAsync(cancellationToken)).Select(ControlViews.Of));
        control.MapGet("configuration/{kind}", (string kind, GatewayNode node, CancellationToken cancellationToken) =>
            node.Records.Configuration.ExportAsync(kind, cancellationToken));
    }

    private static async Task<IResult> ListStudiesAsync(GatewayNode node, int? limit, string? state, string? project, CancellationToken cancellationToken)
    {
        StudyState? wanted = null;
        if (!string.IsNullOrEmpty(state))
        {
            if (!Enum.TryParse<StudyState>(state, ignoreCase: true, out var parsed))
                return Refuse(StatusCodes.Status400BadRequest, $"There is no state '{state}'.", $"Use one of: {string.Join(", ", Enum.GetNames<StudyState>())}.");
            wanted = parsed;
        }

        var filter = new StudyFilter { Limit = limit ?? 100, State = wanted, Project = string.IsNullOrEmpty(project) ? null : project };
        return Results.Ok((await node.Records.Studies.ListAsync(filter, cancellationToken)).Select(ControlViews.Of));
    }

    private static async Task<IResult> ShowStudyAsync(GatewayNode node, long id, CancellationToken cancellationToken)
    {
        if (await node.Records.Studies.FindAsync(id, cancellationToken) is not { } study)
            return NoSuchStudy(id);
        var timeline = await node.Records.Audit.ListAsync(id, cancellationToken);
        var findings = await node.Records.Studies.GetFindingsAsync(id, null, cancellationToken);
        var holds = await node.Records.Holds.ListAsync(id, cancellationToken);
        return Results.Ok(new StudyDetail(
            ControlViews.Of(study), [.. timeline.Select(ControlViews.Of)], [.. findings.Select(ControlViews.Of)], [.. holds.Select(ControlViews.Of)]));
    }

    private static async Task<IEnumerable<HoldView>> ListHoldsAsync(GatewayNode node, string? project, CancellationToken cancellationToken) =>
        (await node.Records.Holds.ListOpenAsync(project, 1000, cancellationToken)).Select(ControlViews.Of);

    private static async Task<IResult> BackupAsync(BackupRequest request, HttpContext http, GatewayNode node, CancellationToken cancellationToken)
    {
        try
        {
            return Results.Ok(await node.Storage.Maintenance.BackupAsync(request.Folder, UserOf(http), cancellationToken));
        }
        catch (BackupException e)
        {
            return Refuse(StatusCodes.Status409Conflict, e.Message, "Nothing usable was made.");
        }
    }

    private static async Task<IResult> DecideAsync(GatewayNode node, long id, Func<HoldStore, ValueTask> decide, CancellationToken cancellationToken)
    {
        if (await node.Records.Studies.FindAsync(id, cancellationToken) is not { } study)
            return NoSuchStudy(id);
        if (study.State != StudyState.Held)
            return Refuse(StatusCodes.Status409Conflict, $"Study {id} is {study.State}, not on hold.", "Only held studies are decided about: see `hold list`.");
        await decide(node.Records.Holds);
        return Results.Ok(ControlViews.Of((await node.Records.Studies.FindAsync(id, cancellationToken))!));
    }

    private static IResult NoSuchStudy(long id) => Refuse(StatusCodes.Status404NotFound, $"There is no study {id}.", "See `studies`.");

    internal static IResult Refuse(int status, string what, string remedy) => Results.Json(new ControlProblem(what, remedy), statusCode: status);

    internal static string UserOf(HttpContext http) =>
        http.Features.Get<IConnectionSocketFeature>() is { Socket: { } socket } ? PeerUser.Of(socket) : "local user";

    /// <summary>The health port shares the server; nothing of this may be reached through it.</summary>
    private static ValueTask<object?> OnlyLocalSocketAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Features.Get<IConnectionSocketFeature>()?.Socket.AddressFamily == AddressFamily.Unix
            ? next(context)
            : ValueTask.FromResult<object?>(Results.NotFound());

    private static async ValueTask<object?> ExplainAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (TransitionException e)
        {
            return Refuse(StatusCodes.Status409Conflict, e.Message, "Look at the study again: something else has changed it.");
        }
    }
}
