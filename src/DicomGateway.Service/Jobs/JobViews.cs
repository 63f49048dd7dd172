using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Records.Jobs.Items;

namespace DicomGateway.Service.Jobs;

/// <summary>Jobs of Records, as commands and the console see them.</summary>
internal static class JobViews
{
    public static JobView Of(JobSummary job, string? waiting) => new(
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
        job.State == JobState.Running ? waiting : null);

    public static JobItemView Of(JobItemSummary item) => new(
        item.ItemId,
        item.Row,
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
        item.Progress.Rejected);
}
