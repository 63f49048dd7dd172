namespace DicomGateway.Transfer.Records.Jobs;

/// <summary>The changes of state that a job and its items may make.</summary>
public static class JobTransitions
{
    public static bool IsAllowed(JobState from, JobState to) => (from, to) switch
    {
        (JobState.Preparing, JobState.Draft or JobState.Cancelled) => true,
        (JobState.Draft, JobState.Approved or JobState.Cancelled) => true,
        (JobState.Approved, JobState.Running or JobState.Cancelled) => true,
        (JobState.Running, JobState.Paused or JobState.Cancelled or JobState.Done or JobState.DoneWithGaps) => true,

        // What was under way when it was paused may have been the last.
        (JobState.Paused, JobState.Running or JobState.Cancelled or JobState.Done or JobState.DoneWithGaps) => true,

        // Somebody tries again what was not had, or it came by itself.
        (JobState.DoneWithGaps, JobState.Running or JobState.Done) => true,
        _ => false,
    };

    public static bool IsAllowed(JobItemState from, JobItemState to) => (from, to) switch
    {
        (JobItemState.Waiting, JobItemState.Listing or JobItemState.Cancelled) => true,
        (JobItemState.Listing, JobItemState.Moving or JobItemState.Verifying) => true,
        (JobItemState.Moving, JobItemState.Moving or JobItemState.Verifying) => true,
        (JobItemState.Verifying, JobItemState.Delivering or JobItemState.Gap) => true,

        // What one PACS did not have whole, another that is asked next cannot be asked for.
        (JobItemState.Listing or JobItemState.Moving, JobItemState.Gap) => true,

        // Whatever was under way when it failed, was stopped or the process ended.
        (JobItemState.Listing or JobItemState.Moving or JobItemState.Verifying, JobItemState.Waiting or JobItemState.Failed or JobItemState.Cancelled) => true,
        (JobItemState.Delivering, JobItemState.Complete or JobItemState.Rejected or JobItemState.Excluded) => true,

        // What had been left out for others was asked for too late.
        (JobItemState.Delivering, JobItemState.Gap) => true,

        // Tried again; or the missing came without being asked for.
        (JobItemState.Gap or JobItemState.Failed, JobItemState.Waiting or JobItemState.Delivering) => true,
        _ => false,
    };

    /// <summary>Nothing more happens to it by itself.</summary>
    public static bool IsEnd(JobItemState state) =>
        state is JobItemState.Complete or JobItemState.Gap or JobItemState.Failed or JobItemState.Cancelled or JobItemState.Rejected or JobItemState.Excluded;

    /// <summary>It goes on by itself, now or at its time.</summary>
    public static bool IsUnderWay(JobItemState state) =>
        state is JobItemState.Waiting or JobItemState.Listing or JobItemState.Moving or JobItemState.Verifying or JobItemState.Delivering;

    public static bool IsEnd(JobState state) => state is JobState.Cancelled or JobState.Done or JobState.DoneWithGaps;
}
