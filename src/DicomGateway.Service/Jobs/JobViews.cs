using System.Globalization;
using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Records.Jobs.Items;

namespace DicomGateway.Service.Jobs;

/// <summary>Jobs of Records, as commands and the console see them.</summary>
internal static class JobViews
{
    /// <param name="job">The job.</param>
    /// <param name="findWaiting">Why nothing is begun on a PACS right now, or null.</param>
    public static JobView Of(JobSummary job, Func<string, string?> findWaiting) => new(
        job.JobId,
        job.Project,
        job.Pacs,
        job.Cohort,
        job.CohortVersion,
        job.Why,
        job.State.ToString(),
        job.StateSince,
        job.CreatedBy,
        job.Created,
        job.NeedsAnother,
        job.ApprovedBy,
        job.Items.Values.Sum(),
        job.Items.ToDictionary(count => count.Key.ToString(), count => count.Value),
        [.. job.From.Select(pacs => new JobPacsView(pacs.Name, pacs.Studies, pacs.Open, Waits(job, pacs, findWaiting)))],
        job.WaitsForPerson,
        FindWaiting(job, findWaiting));

    /// <summary>Why a running job does not get on, PACS by PACS, and whether a person has to decide; null when it does.</summary>
    public static string? FindWaiting(JobSummary job, Func<string, string?> findWaiting)
    {
        if (job.State != JobState.Running)
            return null;
        var reasons = job.From.Select(pacs => Waits(job, pacs, findWaiting)).OfType<string>().ToList();
        if (job.Held > 0)
            reasons.Add(TellHeld(job));
        return reasons.Count == 0 ? null : string.Join(" ", reasons);
    }

    /// <summary>What waits for a decision, in words.</summary>
    public static string TellHeld(JobSummary job) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(job.WaitsForPerson ? "Waits for a person" : "Of what has come, something waits for a person")}: {job.Held} {(job.Held == 1 ? "study is" : "studies are")} held. Release or reject with `hold`, or under Held.");

    /// <summary>What one PACS did not give, in words.</summary>
    public static IReadOnlyList<string> TellBefore(JobItemSummary item) => [.. item.Before.Select(outcome => $"{outcome.Pacs}: {outcome.Reason}")];

    private static string? Waits(JobSummary job, JobPacs pacs, Func<string, string?> findWaiting) =>
        job.State == JobState.Running && pacs.Open > 0 ? findWaiting(pacs.Name) : null;

    public static JobItemView Of(JobItemSummary item) => new(
        item.ItemId,
        item.Row,
        item.Pacs,
        TellBefore(item),
        item.StudyId,
        item.Pseudonym,
        item.State.ToString(),
        item.StateSince,
        item.Reason,
        item.Due,
        item.Progress.Expected,
        item.Progress.Received,
        item.Progress.Missing,
        item.Progress.Deidentified,
        item.Progress.Forwarded,
        item.Progress.Committed,
        item.Progress.Held,
        item.Progress.Rejected,
        item.Progress.Excluded);
}
