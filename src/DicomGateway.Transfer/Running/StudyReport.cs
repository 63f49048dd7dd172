using DicomGateway.Transfer.Assembly;
using DicomGateway.Transfer.Forwarding;
using DicomGateway.Transfer.Jobs.Completeness;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;
using DicomGateway.Transfer.Spool;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Running;

/// <summary>Writes what became of a run: each change of state with its audit row in one transaction of Records.</summary>
internal sealed partial class StudyReport(
    StudyStore studies, SealedStudies sealedStudies, StudyRunnerOptions options, TransferMetrics metrics, TimeProvider time, ILogger<StudyReport> log)
{
    private static readonly BackOff Again = new(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(10));

    public void Took(string project, TimeSpan time) => metrics.RunTime(project, time);

    public async Task EndedAsync(StudyWork work, StudyRun run, PipelineResult result, LeasedAttempt attempt)
    {
        // A result that is there is written even when the service is stopping.
        var study = work.Study;
        switch (result)
        {
            case PipelineResult.Passed passed:
                var manifest = await run.DescribeSealAsync(work, passed.Study, attempt.Token).ConfigureAwait(false);
                await studies.SealAsync(study.StudyId, attempt.Lease, manifest, [.. passed.Notes.Select(StudyHandOver.ToRecord)], CancellationToken.None).ConfigureAwait(false);
                sealedStudies.Remember(manifest.Folder, passed.Study);
                LogSealed(study.StudyId, study.Revision, manifest.Outputs.Count);
                Count(study, "sealed");
                await QueueAsync(work, run, attempt.Lease, CancellationToken.None, isFresh: true).ConfigureAwait(false);
                break;
            case PipelineResult.Held held:
                await HoldAsync(work, attempt.Lease, held.Stage, [.. held.Findings.Select(StudyHandOver.ToRecord)]).ConfigureAwait(false);
                break;
            case PipelineResult.Excluded:
                await studies.ExcludeAsync(study.StudyId, attempt.Lease, CancellationToken.None).ConfigureAwait(false);
                LogExcluded(study.StudyId);
                Count(study, "excluded");
                break;
            case PipelineResult.Retry retry:
                await LaterAsync(work, attempt.Lease, retry.Stage, retry.Cause).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>Hands a sealed study to its destinations; one that was sealed before a restart is looked over first.</summary>
    public async Task QueueAsync(StudyWork work, StudyRun run, WorkLease lease, CancellationToken cancellationToken, bool isFresh = false)
    {
        if (!isFresh && run.FindBrokenSeal(work, cancellationToken) is { } broken)
        {
            await HoldAsync(work, lease, broken.Stage, [broken]).ConfigureAwait(false);
            return;
        }

        if (await studies.TryQueueAsync(work.Study.StudyId, lease, run.Destinations, cancellationToken).ConfigureAwait(false))
            LogQueued(work.Study.StudyId, run.Destinations.Count);
        else
            LogObjected(work.Study.StudyId);
    }

    /// <summary>A run threw or took too long: tried again a few times, then a person looks at it, and the others go on.</summary>
    public async Task FailedAsync(StudyWork work, Exception exception, WorkLease lease)
    {
        var (stage, cause) = exception switch
        {
            StageFailedException failed => (failed.Stage, failed.InnerException!.GetType().Name),
            TimeoutException => ("runner", "deadline"),
            _ => ("runner", exception.GetType().Name),
        };
        if (work.Study.State == StudyState.Inspected || Surroundings.Caused(exception))
        {
            // A sealed study is inspected already: what fails now is never the study.
            await LaterAsync(work, lease, stage, cause).ConfigureAwait(false);
            return;
        }

        LogFailed(work.Study.StudyId, stage, cause, work.Study.Attempts + 1);
        Count(work.Study, "failed");
        if (work.Study.Attempts + 1 < options.Tries)
        {
            var next = time.GetUtcNow() + Again.After(work.Study.Attempts + 1);
            await studies.RetryLaterAsync(work.Study.StudyId, lease, new StudyRetry(stage, cause, next, Counts: true), CancellationToken.None).ConfigureAwait(false);
            return;
        }

        var text = $"The study failed {work.Study.Attempts + 1} times in stage {stage} ({cause}). The log has the details under this study's id; release to try again.";
        await HoldAsync(work, lease, stage, [new FindingRecord(stage, "run.failed", FindingSeverity.Hold, null, text)]).ConfigureAwait(false);
    }

    /// <summary>The process ended over this study again and again: the others must be able to go on.</summary>
    public Task CrashedAsync(StudyWork work) => HoldAsync(work, work.Lease, "runner", [new FindingRecord(
        "runner", "run.crashed", FindingSeverity.Hold, null,
        $"The service ended {work.Study.Crashes} times while this study was being run. Look into the logs of those times; release to try again, or reject.")]);

    /// <summary>The service stops in the middle of a run, which is no fault of the study.</summary>
    public async Task GiveBackAsync(StudyWork work, WorkLease lease) =>
        await studies.RetryLaterAsync(work.Study.StudyId, lease, new StudyRetry("runner", "service stopped", time.GetUtcNow(), Counts: false), CancellationToken.None)
            .ConfigureAwait(false);

    public Task WithoutProjectAsync(StudyWork work) => HoldAsync(work, work.Lease, "runner", [work.Study.Project == ReceiveContext.NoProject
        ? new FindingRecord(
            CompletenessGate.Stage, CompletenessGate.Unasked, FindingSeverity.Hold, null,
            "A PACS sent this study to an AE title for retrievals, and nobody had asked for it. Look into the PACS, then reject.")
        : new FindingRecord(
            "runner", "project.unknown", FindingSeverity.Hold, null, "The configuration no longer has this study's project. Put it back, then release; or reject.")]);

    private async Task LaterAsync(StudyWork work, WorkLease lease, string stage, string cause)
    {
        var next = time.GetUtcNow() + Again.After(work.Study.Waits + 1);
        await studies.RetryLaterAsync(work.Study.StudyId, lease, new StudyRetry(stage, cause, next, Counts: false), CancellationToken.None).ConfigureAwait(false);
        LogLater(work.Study.StudyId, stage, cause);
        Count(work.Study, "retry");
    }

    private async Task HoldAsync(StudyWork work, WorkLease lease, string stage, IReadOnlyList<FindingRecord> findings)
    {
        await studies.HoldAsync(work.Study.StudyId, lease, stage, findings, CancellationToken.None).ConfigureAwait(false);
        LogHeld(work.Study.StudyId, stage, string.Join(", ", findings.Where(finding => finding.Severity == FindingSeverity.Hold).Select(finding => finding.Code).Distinct()));
        Count(work.Study, "held");
    }

    private void Count(StudySummary study, string result) => metrics.StudyRun(study.Project, result);

    [LoggerMessage(LogLevel.Information, "Study {StudyId} revision {Revision} is sealed with {Outputs} instance(s)")]
    private partial void LogSealed(long studyId, int revision, int outputs);

    [LoggerMessage(LogLevel.Information, "Study {StudyId} is queued for {Destinations} destination(s)")]
    private partial void LogQueued(long studyId, int destinations);

    [LoggerMessage(LogLevel.Warning, "Study {StudyId} is held: the patient has objected")]
    private partial void LogObjected(long studyId);

    [LoggerMessage(LogLevel.Information, "Study {StudyId} is left out whole by rules on what was received")]
    private partial void LogExcluded(long studyId);

    [LoggerMessage(LogLevel.Warning, "Study {StudyId} is held by {Stage}: {Codes}")]
    private partial void LogHeld(long studyId, string stage, string codes);

    [LoggerMessage(LogLevel.Warning, "Study {StudyId} waits for its surroundings in {Stage}: {Cause}")]
    private partial void LogLater(long studyId, string stage, string cause);

    [LoggerMessage(LogLevel.Error, "Study {StudyId} failed in {Stage} with {Cause}, try {Attempt}")]
    private partial void LogFailed(long studyId, string stage, string cause, int attempt);
}
