using System.Globalization;
using System.Threading.Channels;
using DicomGateway.Transfer.Records;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Services.Admission;

/// <summary>
/// Puts on record whom the limits of the server turned away. They are reached by the thousand when they are reached at all: each one is counted, and
/// log and audit get one line a minute for each address and cause.
/// </summary>
internal sealed partial class LimitTally(AuditStore audit, TransferMetrics metrics, TimeProvider time, ILogger<LimitTally> log)
{
    private const string Actor = "service";
    private const string Others = "other addresses";

    /// <summary>Beyond this many in a minute the addresses say little and would fill a disk.</summary>
    private const int MostLines = 64;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Dictionary<(RefusalCause Cause, string Address), long> _counts = [];

    public void Count(RefusalCause cause, string address)
    {
        metrics.Refused(cause);
        Add(cause, address, 1);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await _news.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                await WriteAsync().ConfigureAwait(false);
                await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await WriteAsync().ConfigureAwait(false);
        }
    }

    private void Add(RefusalCause cause, string address, long count)
    {
        lock (_gate)
        {
            var key = (cause, _counts.Count < MostLines || _counts.ContainsKey((cause, address)) ? address : Others);
            _counts[key] = _counts.GetValueOrDefault(key) + count;
        }

        _news.Writer.TryWrite(true);
    }

    private async Task WriteAsync()
    {
        foreach (var ((cause, address), count) in Take())
        {
            try
            {
                var detail = new Dictionary<string, string>
                {
                    ["cause"] = cause.ToString(),
                    ["address"] = address,
                    ["count"] = count.ToString(CultureInfo.InvariantCulture),
                };
                await audit.AppendAsync(Actor, "association.refused", null, null, detail, CancellationToken.None).ConfigureAwait(false);
                LogTurnedAway(count, address, cause);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                LogNotWritten(exception.GetType().Name);
                Add(cause, address, count);
            }
        }
    }

    private Dictionary<(RefusalCause Cause, string Address), long> Take()
    {
        lock (_gate)
        {
            var counts = _counts;
            _counts = [];
            return counts;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Count} connection(s) from {Address} turned away ({Cause})")]
    private partial void LogTurnedAway(long count, string address, RefusalCause cause);

    [LoggerMessage(LogLevel.Error, "Whom the limits turned away could not be recorded ({Kind}); it is tried again with the next")]
    private partial void LogNotWritten(string kind);
}
