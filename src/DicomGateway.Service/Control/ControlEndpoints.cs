using DicomGateway.Service.Api;
using DicomGateway.Service.Holds;
using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Records.Maintenance;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Service.Control;

/// <summary>Studies, holds and storage: what commands and the console may ask of the running service.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this IEndpointRouteBuilder control)
    {
        control.MapGet("studies", ListStudiesAsync);
        control.MapGet("studies/{id:long}", ShowStudyAsync);
        control.MapGet("holds", ListHoldsAsync);
        control.MapPost("holds/{id:long}/release", async (long id, DecisionRequest decision, ApiUser user, HoldDecisions decisions, CancellationToken cancellationToken) =>
            ControlViews.Of(await decisions.ReleaseAsync(id, decision.Why, user, cancellationToken)));
        control.MapPost("holds/{id:long}/reject", async (long id, DecisionRequest decision, ApiUser user, HoldDecisions decisions, CancellationToken cancellationToken) =>
            ControlViews.Of(await decisions.RejectAsync(id, decision.Why, user, cancellationToken)));
        control.MapGet("check", (bool bytes, GatewayNode node, CancellationToken cancellationToken) =>
            StorageChecks.RunAsync(node.Storage, bytes, cancellationToken)).ForAdministrators();
        control.MapPost("backup", BackupAsync).ForAdministrators();
        control.MapGet("ledger", (GatewayNode node, CancellationToken cancellationToken) => node.Records.Ledger.CountAsync(cancellationToken));
        control.MapGet("deliveries", (GatewayNode node, CancellationToken cancellationToken) => node.Records.Deliveries.CountAsync(cancellationToken));
        control.MapGet("rejections", async (GatewayNode node, int? limit, CancellationToken cancellationToken) =>
            (await node.Records.Rejections.ListAsync(limit ?? 1000, cancellationToken)).Select(ControlViews.Of));
        control.MapPost("rejections/{study:long}/ignore", IgnoreNotesAsync).ForAdministrators();
        control.MapOptOuts();
        control.MapPatients();
        control.MapGet("profiles", async (GatewayNode node, CancellationToken cancellationToken) =>
            (await node.Records.Profiles.ListAsync(cancellationToken)).Select(ControlViews.Of));
        control.MapGet("configuration/{kind}", (string kind, GatewayNode node, CancellationToken cancellationToken) =>
            node.Records.Configuration.ExportAsync(kind, cancellationToken)).ForAdministrators();
    }

    private static async Task<IResult> ListStudiesAsync(GatewayNode node, int? limit, string? state, string? project, CancellationToken cancellationToken)
    {
        StudyState? wanted = null;
        if (!string.IsNullOrEmpty(state))
        {
            if (!Enum.TryParse<StudyState>(state, ignoreCase: true, out var parsed))
                return ApiProblem.Refuse(StatusCodes.Status400BadRequest, $"There is no state '{state}'.", $"Use one of: {string.Join(", ", Enum.GetNames<StudyState>())}.");
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

    private static async Task<IResult> BackupAsync(BackupRequest request, ApiUser user, GatewayNode node, CancellationToken cancellationToken)
    {
        try
        {
            return Results.Ok(await node.Storage.Maintenance.BackupAsync(request.Folder, user.Actor, cancellationToken));
        }
        catch (BackupException e)
        {
            return ApiProblem.Refuse(StatusCodes.Status409Conflict, e.Message, "Nothing usable was made.");
        }
    }

    private static async Task<IResult> IgnoreNotesAsync(long study, DecisionRequest decision, ApiUser user, GatewayNode node, CancellationToken cancellationToken)
    {
        if (await node.Records.Studies.FindAsync(study, cancellationToken) is null)
            return NoSuchStudy(study);
        if (string.IsNullOrWhiteSpace(decision.Why))
            return ApiProblem.Refuse(StatusCodes.Status400BadRequest, "There is no reason.", "Give it with --why: it is kept in the audit.");
        return await node.Records.Rejections.IgnoreAsync(study, user.Actor, decision.Why, cancellationToken) > 0
            ? Results.Ok(ControlViews.Of((await node.Records.Studies.FindAsync(study, cancellationToken))!))
            : ApiProblem.Refuse(
                StatusCodes.Status409Conflict, $"No rejection note of study {study} waits for a decision.",
                "See `rejections`: its column DECISION says undecided where one does. Where notes are applied at once there is nothing to ignore.");
    }

    private static IResult NoSuchStudy(long id) => ApiProblem.NotFound($"There is no study {id}.", "See `studies`.");
}
