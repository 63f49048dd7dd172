using DicomGateway.Transfer.Records.Jobs;

namespace DicomGateway.Service.Web.Retrieve;

/// <summary>Jobs and their studies, as pages call them.</summary>
internal static class JobWording
{
    private static readonly JobItemState[] AtEnd =
        [JobItemState.Complete, JobItemState.Gap, JobItemState.Failed, JobItemState.Cancelled, JobItemState.Rejected, JobItemState.Excluded];

    public static string Name(JobSummary job) => job.WaitsForPerson ? "Waits for a person" : Name(job.State);

    public static string Tone(JobSummary job) => job.WaitsForPerson ? "warn" : Tone(job.State);

    public static string Name(JobState state) => state == JobState.DoneWithGaps ? "Done with gaps" : state.ToString();

    public static string Tone(JobState state) => state switch
    {
        JobState.Running or JobState.Preparing => "busy",
        JobState.Done => "good",
        JobState.DoneWithGaps or JobState.Paused => "warn",
        JobState.Cancelled => "bad",
        _ => "",
    };

    public static string Tone(JobItemState state) => state switch
    {
        JobItemState.Complete => "good",
        JobItemState.Held => "warn",
        JobItemState.Gap or JobItemState.Failed or JobItemState.Rejected => "bad",
        JobItemState.Waiting or JobItemState.Cancelled or JobItemState.Excluded => "",
        _ => "busy",
    };

    public static long Total(JobSummary job) => job.Items.Values.Sum(count => (long)count);

    public static long Ended(JobSummary job) => job.Items.Where(line => AtEnd.Contains(line.Key)).Sum(line => (long)line.Value);
}
