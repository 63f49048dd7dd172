using DicomGateway.Transfer.Records;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Assembly;

/// <summary>
/// Decides when a study is whole: nothing has come for it for the project's idle time. The times are those of the database, so a restart neither
/// forgets a study nor starts its waiting anew; an instance that comes late opens the study again by itself. Nothing is whole before Records knows
/// all that was acknowledged until then.
/// </summary>
internal sealed partial class AssemblyWorker(
    GatewayRecords records, Task caughtUp, IReadOnlyDictionary<string, TimeSpan> idleTimes, TimeSpan longestSleep, TimeProvider time, ILogger<AssemblyWorker> log)
{
    private const int Batch = 100;
    private static readonly BackOff AfterTrouble = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await caughtUp.WaitAsync(cancellationToken).ConfigureAwait(false);
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var change = records.NextChange(RecordsChange.Arrival);
                var sleep = await AssembleDueAsync(cancellationToken).ConfigureAwait(false);
                failures = 0;
                await change.OrAtLatestAfter(sleep, time, cancellationToken).ConfigureAwait(false);
                await GatherAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogTrouble(exception.GetType().Name);
                await Task.Delay(AfterTrouble.After(++failures), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Assembles what is due in every project and says how long nothing else will be.</summary>
    internal async Task<TimeSpan> AssembleDueAsync(CancellationToken cancellationToken)
    {
        var sleep = longestSleep;
        foreach (var (project, idle) in idleTimes)
        {
            var now = time.GetUtcNow();
            foreach (var study in await records.Studies.FindIdleAsync(project, now - idle, Batch, cancellationToken).ConfigureAwait(false))
            {
                if (await records.Studies.TryAssembleAsync(study.StudyId, study.LastReceived, cancellationToken).ConfigureAwait(false))
                    LogAssembled(study.StudyId, study.InstanceCount);
            }

            var oldest = await records.Studies.GetOldestReceivingAsync(project, cancellationToken).ConfigureAwait(false);
            sleep = time.Until(oldest + idle, sleep);
        }

        return sleep;
    }

    /// <summary>Arrivals come by the hundred a second; the idle times are seconds and more.</summary>
    private Task GatherAsync(CancellationToken cancellationToken) => Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);

    [LoggerMessage(LogLevel.Information, "Study {StudyId} is whole with {Instances} instance(s)")]
    private partial void LogAssembled(long studyId, int instances);

    [LoggerMessage(LogLevel.Error, "Assembly could not go on ({Kind}) and tries again")]
    private partial void LogTrouble(string kind);
}
