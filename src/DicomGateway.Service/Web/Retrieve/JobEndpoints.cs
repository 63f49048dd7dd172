using System.Globalization;
using DicomGateway.Service.Api;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Hosting;
using DicomGateway.Service.Jobs;
using DicomGateway.Service.Web.Shared;
using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Records.States;
using Microsoft.AspNetCore.Mvc;

namespace DicomGateway.Service.Web.Retrieve;

/// <summary>Jobs: made from a frozen version, run, paused, cancelled, tried again, and their result.</summary>
internal static class JobEndpoints
{
    private const int PageSize = 200;

    public static void MapJobPages(this IEndpointRouteBuilder console)
    {
        console.MapPost("/retrieve/jobs", CreateAsync).DisableAntiforgery();
        console.MapGet("/retrieve/jobs/{id:long}", ShowAsync);
        console.MapGet("/retrieve/jobs/{id:long}.csv", ExportAsync);
        console.MapPost("/retrieve/jobs/{id:long}/{act}", ActAsync).DisableAntiforgery();
    }

    private static async Task<IResult> CreateAsync([FromForm] IFormCollection fields, HttpContext http, GatewayNode node, LoadedConfiguration configuration)
    {
        var (cohort, version) = (fields["cohort"].ToString(), int.TryParse(fields["version"], CultureInfo.InvariantCulture, out var number) ? number : 0);
        var frozen = await node.Records.Cohorts.FindVersionAsync(cohort, version, http.RequestAborted)
            ?? throw new ApiException(StatusCodes.Status404NotFound, "There is no such version of a cohort.", "Freeze a preview first.");
        try
        {
            string[] pacs = [.. fields["pacs"].OfType<string>().Where(name => name.Length > 0)];
            var wanted = new JobCreation(fields["project"].ToString(), pacs, fields["why"].ToString(), cohort, version, null);
            var (id, needsAnother) = await new JobMaking(node.Records, node.Pacs, configuration).MakeAsync(wanted, ApiUser.Of(http).Actor, http.RequestAborted);
            return Pages.Go(http, $"/retrieve/jobs/{id}", new Notice(needsAnother ? "The job waits for another person's approval." : "The job is ready to run."));
        }
        catch (ApiException e)
        {
            return Pages.Go(http, $"/retrieve/previews/{frozen.Id}", new Notice($"{e.Message} {e.Remedy}", "bad"));
        }
    }

    private static async Task<IResult> ShowAsync(long id, int? after, HttpContext http, GatewayNode node)
    {
        var job = await FindAsync(id, http, node);
        var items = await node.Records.JobItems.ListAsync(id, null, after ?? 0, PageSize + 1, http.RequestAborted);
        var page = items.Take(PageSize).ToList();
        return await Pages.ShowAsync<JobPage, JobModel>(http, new JobModel(job, page, items.Count > PageSize ? page[^1].Row : null, JobViews.FindWaiting(job, node.FindJobWaiting)));
    }

    private static async Task<IResult> ActAsync(long id, string act, [FromForm] string? why, HttpContext http, GatewayNode node)
    {
        var (jobs, by, cancellationToken) = (node.Records.Jobs, ApiUser.Of(http).Actor, http.RequestAborted);
        await FindAsync(id, http, node);
        try
        {
            var told = act switch
            {
                "approve" => await DoneAsync(jobs.ApproveAsync(id, by, cancellationToken), "The job is approved."),
                "run" => await DoneAsync(jobs.RunAsync(id, by, cancellationToken), "The job runs."),
                "pause" => await DoneAsync(jobs.PauseAsync(id, by, null, cancellationToken), "The job is paused; what has come stays."),
                "cancel" when !string.IsNullOrWhiteSpace(why) => await DoneAsync(jobs.CancelAsync(id, by, why.Trim(), cancellationToken), "The job is cancelled."),
                "retry" => Wording.Plural(await jobs.RetryAsync(id, by, cancellationToken), "study is", "studies are") + " tried again.",
                _ => throw new ApiException(StatusCodes.Status400BadRequest, "This cannot be done with a job.", "Go back to the job."),
            };
            return Pages.Go(http, $"/retrieve/jobs/{id}", new Notice(told));
        }
        catch (TransitionException e)
        {
            return Pages.Go(http, $"/retrieve/jobs/{id}", new Notice(e.Message, "bad"));
        }
    }

    private static async Task<string> DoneAsync(ValueTask change, string told)
    {
        await change;
        return told;
    }

    private static async Task<JobSummary> FindAsync(long id, HttpContext http, GatewayNode node) =>
        await node.Records.Jobs.FindAsync(id, http.RequestAborted)
            ?? throw new ApiException(StatusCodes.Status404NotFound, $"There is no job {id}.", "See the list of jobs.");

    private static async Task<IResult> ExportAsync(long id, HttpContext http, GatewayNode node)
    {
        var job = await FindAsync(id, http, node);
        await node.Records.Audit.AppendAsync(
            ApiUser.Of(http).Actor, "job.exported", job.Project, null, new Dictionary<string, string> { ["job"] = id.ToString(CultureInfo.InvariantCulture) }, http.RequestAborted);
        return Results.Stream(
            target => JobResult.WriteAsync(node.Records.JobItems, id, target, http.RequestAborted), "text/csv; charset=utf-8", $"job-{id}.csv");
    }
}
