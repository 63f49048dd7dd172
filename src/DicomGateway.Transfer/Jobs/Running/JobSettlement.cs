using DicomGateway.Transfer.Jobs.Completeness;
using DicomGateway.Transfer.Records;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Jobs.Running;

/// <summary>Ends items, and with the last one their job, once every expected instance has come to its own end.</summary>
internal sealed partial class JobSettlement(GatewayRecords records, ExclusionReview exclusions, TimeSpan longestSleep, TimeProvider time, ILogger<JobSettlement> log)
{
    private const int Page = 200;
    private static readonly BackOff AfterTrouble = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var change = records.NextChange(RecordsChange.State);
                await SettleAsync(cancellationToken).ConfigureAwait(false);
                failures = 0;
                await change.OrAtLatestAfter(longestSleep, time, cancellationToken).ConfigureAwait(false);

                // Changes come by the hundred a second.
                await Task.Delay(TimeSpan.FromMilliseconds(500), time, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogTrouble(exception.GetType().Name);
                await Task.Delay(AfterTrouble.After(++failures), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    internal async Task SettleAsync(CancellationToken cancellationToken)
    {
        while (await exclusions.JudgeAtRestAsync(Page, cancellationToken).ConfigureAwait(false))
            continue;
        long? last = 0;
        while (last is { } after)
            last = await records.JobItems.SettleAsync(after, Page, cancellationToken).ConfigureAwait(false);
    }

    [LoggerMessage(LogLevel.Error, "Items of jobs could not be settled ({Kind}); trying again")]
    private partial void LogTrouble(string kind);
}
