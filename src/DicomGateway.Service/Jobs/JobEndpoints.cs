using System.Globalization;
using DicomGateway.Service.Api;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Records.Jobs;

namespace DicomGateway.Service.Jobs;

/// <summary>Jobs: what commands and the console may ask of the running service.</summary>
internal static class JobEndpoints
{
    private const int ItemsInPage = 200;
    private const long LargestList = 64 << 20;

    public static void MapJobs(this IEndpointRouteBuilder api)
    {
        api.MapGet("jobs", ListAsync);
        api.MapPost("jobs", CreateAsync).AllowUpload(LargestList);
        api.MapGet("jobs/{id:long}", ShowAsync);
        api.MapGet("jobs/{id:long}/items", ListItemsAsync);
        api.MapGet("jobs/{id:long}/items/{item:long}/missing", ShowMissingAsync).ForAdministrators();
        api.MapGet("jobs/{id:long}/result", ResultAsync);
        api.MapPost("jobs/{id:long}/approve", (long id, ApiUser user, GatewayNode node, CancellationToken token) =>
            ChangeAsync(node, id, jobs => jobs.ApproveAsync(id, user.Actor, token), token));
        api.MapPost("jobs/{id:long}/run", (long id, ApiUser user, GatewayNode node, CancellationToken token) =>
            ChangeAsync(node, id, jobs => jobs.RunAsync(id, user.Actor, token), token));
        api.MapPost("jobs/{id:long}/resume", (long id, ApiUser user, GatewayNode node, CancellationToken token) =>
            ChangeAsync(node, id, jobs => jobs.RunAsync(id, user.Actor, token), token));
        api.MapPost("jobs/{id:long}/pause", (long id, JobReason reason, ApiUser user, GatewayNode node, CancellationToken token) =>
            ChangeAsync(node, id, jobs => jobs.PauseAsync(id, user.Actor, reason.Why, token), token));
        api.MapPost("jobs/{id:long}/cancel", CancelAsync);
        api.MapPost("jobs/{id:long}/retry", RetryAsync);
    }

    private static async Task<IResult> ListAsync(GatewayNode node, string? project, int? limit, CancellationToken cancellationToken) => Results.Ok(
        (await node.Records.Jobs.ListAsync(string.IsNullOrEmpty(project) ? null : project, limit ?? 100, cancellationToken)).Select(job => View(node, job)));

    private static async Task<IResult> CreateAsync(
        JobCreation wanted, ApiUser user, GatewayNode node, LoadedConfiguration configuration, CancellationToken cancellationToken)
    {
        try
        {
            var job = await new JobMaking(node.Records, node.Pacs, configuration).MakeAsync(wanted, user.Actor, cancellationToken);
            return await ShowAsync(job.JobId, node, cancellationToken);
        }
        catch (ArgumentException e)
        {
            return ApiProblem.Refuse(StatusCodes.Status400BadRequest, e.Message, "Nothing was created that could run.");
        }
    }

    private static async Task<IResult> ShowAsync(long id, GatewayNode node, CancellationToken cancellationToken) =>
        await node.Records.Jobs.FindAsync(id, cancellationToken) is { } job ? Results.Ok(View(node, job)) : NoSuchJob(id);

    private static async Task<IResult> ListItemsAsync(long id, string? state, int? after, int? limit, GatewayNode node, CancellationToken cancellationToken)
    {
        JobItemState? wanted = null;
        if (!string.IsNullOrEmpty(state))
        {
            if (!Enum.TryParse<JobItemState>(state, ignoreCase: true, out var parsed))
                return ApiProblem.Refuse(StatusCodes.Status400BadRequest, $"There is no state '{state}'.", $"Use one of: {string.Join(", ", Enum.GetNames<JobItemState>())}.");
            wanted = parsed;
        }

        if (await node.Records.Jobs.FindAsync(id, cancellationToken) is null)
            return NoSuchJob(id);
        var items = await node.Records.JobItems.ListAsync(id, wanted, after ?? 0, Math.Clamp(limit ?? ItemsInPage, 1, ItemsInPage), cancellationToken);
        return Results.Ok(items.Select(JobViews.Of));
    }

    /// <summary>The original UIDs identify: that somebody looked at them is written down first.</summary>
    private static async Task<IResult> ShowMissingAsync(long id, long item, ApiUser user, GatewayNode node, CancellationToken cancellationToken)
    {
        if (await node.Records.Jobs.FindAsync(id, cancellationToken) is not { } job || !await node.Records.JobItems.IsOfJobAsync(item, id, cancellationToken))
            return NoSuchJob(id);
        var detail = new Dictionary<string, string> { ["job"] = Text(id), ["item"] = Text(item) };
        await node.Records.Audit.AppendAsync(user.Actor, "job.missing-shown", job.Project, null, detail, cancellationToken);
        var missing = await node.Records.JobItems.FindMissingAsync(item, cancellationToken);
        return Results.Ok(missing.Select(series => new MissingView(series.SeriesInstanceUid, series.Count, [.. (series.Instances ?? []).Select(instance => instance.SopInstanceUid)])));
    }

    private static async Task<IResult> ResultAsync(long id, GatewayNode node, CancellationToken cancellationToken) =>
        await node.Records.Jobs.FindAsync(id, cancellationToken) is null
            ? NoSuchJob(id)
            : Results.Stream(stream => JobResult.WriteAsync(node.Records.JobItems, id, stream, cancellationToken), "text/csv; charset=utf-8", $"job-{Text(id)}.csv");

    private static Task<IResult> CancelAsync(long id, JobReason reason, ApiUser user, GatewayNode node, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(reason.Why)
            ? Task.FromResult(ApiProblem.Refuse(StatusCodes.Status400BadRequest, "To cancel a job needs a reason.", "Say why."))
            : ChangeAsync(node, id, jobs => jobs.CancelAsync(id, user.Actor, reason.Why, cancellationToken), cancellationToken);

    private static async Task<IResult> RetryAsync(long id, ApiUser user, GatewayNode node, CancellationToken cancellationToken) =>
        await node.Records.Jobs.FindAsync(id, cancellationToken) is null
            ? NoSuchJob(id)
            : Results.Ok(new JobRetryResult(await node.Records.Jobs.RetryAsync(id, user.Actor, cancellationToken)));

    private static async Task<IResult> ChangeAsync(GatewayNode node, long id, Func<JobStore, ValueTask> change, CancellationToken cancellationToken)
    {
        if (await node.Records.Jobs.FindAsync(id, cancellationToken) is null)
            return NoSuchJob(id);
        await change(node.Records.Jobs);
        return await ShowAsync(id, node, cancellationToken);
    }

    private static JobView View(GatewayNode node, JobSummary job) => JobViews.Of(job, node.FindJobWaiting);

    private static IResult NoSuchJob(long id) => ApiProblem.NotFound($"There is no job {id}.", "See `job list`.");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
