using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Running;

/// <summary>
/// Claims studies and runs a few at a time. The only place that catches what stages throw, writes transitions and decides on another try. What it
/// was doing when the process ended is simply claimed again: the database is the queue.
/// </summary>
internal sealed partial class StudyRunner(
    GatewayRecords records, StudyReport report, StudyRunnerOptions options, TimeProvider time, ILogger<StudyRunner> log)
{
    private static readonly TimeSpan WhileAnotherRuns = TimeSpan.FromSeconds(1);
    private static readonly BackOff AfterTrouble = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    private readonly string _owner = $"runner-{Guid.NewGuid():N}";

    public async Task RunAsync(IReadOnlyDictionary<string, StudyRun> runs, CancellationToken cancellationToken)
    {
        using var slots = new SemaphoreSlim(options.Studies, options.Studies);
        var failures = 0;
        try
        {
            while (true)
            {
                await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
                var change = records.NextChange(RecordsChange.StudyDue);
                var work = await ClaimAsync(cancellationToken).ConfigureAwait(false);
                failures = work.HasFailed ? failures + 1 : 0;
                if (work.Study is { } study)
                {
                    _ = RunAndFreeAsync(study);
                    continue;
                }

                slots.Release();
                await change.OrAtLatestAfter(work.HasFailed ? AfterTrouble.After(failures) : work.Sleep, time, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            for (var i = 0; i < options.Studies; i++)
                await slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        async Task RunAndFreeAsync(StudyWork study)
        {
            try
            {
                await RunOneAsync(study, runs, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                slots.Release();
            }
        }
    }

    private async Task<(StudyWork? Study, bool HasFailed, TimeSpan Sleep)> ClaimAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await records.Studies.ClaimNextAsync(_owner, options.Lease, cancellationToken).ConfigureAwait(false) is { } study)
                return (study, false, TimeSpan.Zero);
            var due = await records.Studies.GetNextDueAsync(cancellationToken).ConfigureAwait(false);
            var sleep = time.Until(due, options.LongestSleep);

            // Due and not to be had: it must run alone, or another does.
            return (null, false, sleep == TimeSpan.Zero ? WhileAnotherRuns : sleep);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogClaimFailed(exception.GetType().Name);
            return (null, true, TimeSpan.Zero);
        }
    }

    private async Task RunOneAsync(StudyWork work, IReadOnlyDictionary<string, StudyRun> runs, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var attempt = new LeasedAttempt(records.Studies, work, options, time, cancellationToken);
        try
        {
            if (!runs.TryGetValue(work.Study.Project, out var run))
                await report.WithoutProjectAsync(work).ConfigureAwait(false);
            else if (work.Study is { Crashes: > 0, Attempts: var attempts } && attempts >= options.Tries)
                await report.CrashedAsync(work).ConfigureAwait(false);
            else if (work.Study.State == StudyState.Inspected)
                await report.QueueAsync(work, run, attempt.Lease, attempt.Token).ConfigureAwait(false);
            else
                await report.EndedAsync(work, run, await attempt.RunAsync(run.RunStagesAsync).ConfigureAwait(false), attempt).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is LeaseLostException or TransitionException)
        {
            LogMovedOn(work.Study.StudyId);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            await RecordAsync(work, () => report.GiveBackAsync(work, attempt.Lease)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await RecordAsync(work, () => report.FailedAsync(work, exception, attempt.Lease)).ConfigureAwait(false);
        }

        report.Took(work.Study.Project, time.GetElapsedTime(started));
    }

    private async Task RecordAsync(StudyWork work, Func<Task> record)
    {
        try
        {
            await record().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Not even that could be written: the lease runs out and the study is claimed again.
            LogReportFailed(work.Study.StudyId, exception.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "No study could be claimed ({Kind}); trying again")]
    private partial void LogClaimFailed(string kind);

    [LoggerMessage(LogLevel.Information, "Study {StudyId} has moved on while it was run; the result is dropped")]
    private partial void LogMovedOn(long studyId);

    [LoggerMessage(LogLevel.Error, "Study {StudyId}: the result could not be recorded ({Kind}); the study will be claimed again")]
    private partial void LogReportFailed(long studyId, string kind);
}
