using DicomGateway.Transfer.Records.Maintenance;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer;

/// <summary>
/// Looks at intervals for what may go. Records decides and audits: an original goes only when every destination has confirmed what was made of it
/// and its time is over.
/// </summary>
internal sealed partial class RetentionWorker(StorageMaintenance maintenance, RetentionTimes times, TimeProvider time, ILogger<RetentionWorker> log)
{
    private volatile string? _problem;

    /// <summary>What a person should know, or null.</summary>
    public string? Problem => _problem;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(times.Interval, time, cancellationToken).ConfigureAwait(false);
            try
            {
                var result = await maintenance.SweepAsync(times, cancellationToken).ConfigureAwait(false);
                _problem = null;
                if (result != Nothing)
                    LogSwept(result.OriginalsDeleted, result.CopiesDeleted, result.StudiesRejected, result.BytesFreed);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                _problem = "Retention failed: nothing that is no longer needed is deleted, and the disk fills. See the log; it is tried again at the next look.";
                LogFailed(exception.GetType().Name);
            }
        }
    }

    private static RetentionResult Nothing { get; } = new(0, 0, 0, 0);

    [LoggerMessage(LogLevel.Information, "Retention: {Originals} original(s) and {Copies} de-identified folder(s) deleted, {Rejected} held study(s) rejected, {Bytes} bytes freed")]
    private partial void LogSwept(int originals, int copies, int rejected, long bytes);

    [LoggerMessage(LogLevel.Error, "Retention failed ({Kind}); nothing is deleted before the next look")]
    private partial void LogFailed(string kind);
}
