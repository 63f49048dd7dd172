using DicomGateway.Curation;
using DicomGateway.Curation.Inspection;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Deliveries;
using DicomGateway.Transfer.Records.States;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Forwarding;

/// <summary>
/// Sends what is due for one destination, oldest first. The queue is the database: memory holds one batch a lane, however long the destination is
/// away and however much waits for it.
/// </summary>
internal sealed partial class DestinationQueue : IDisposable
{
    private static readonly BackOff AfterTrouble = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    /// <summary>A lane that an archive has no place for stays away for so long; one lane always tries again soon.</summary>
    private static readonly TimeSpan LanePause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(2);

    private readonly string _owner = $"lane-{Guid.NewGuid():N}";
    private readonly IDestination _destination;
    private readonly GatewayRecords _records;
    private readonly SealedStudies _sealedStudies;
    private readonly ForwardingTimes _times;
    private readonly TransferMetrics _metrics;
    private readonly ILogger _log;
    private readonly DestinationCircuit _circuit;
    private readonly SemaphoreSlim _probe = new(1, 1);
    private long _lastAnswer = long.MinValue;

    public DestinationQueue(
        IDestination destination, GatewayRecords records, SealedStudies sealedStudies, ForwardingTimes times, TransferMetrics metrics, ILogger<DestinationQueue> log)
    {
        (_destination, _records, _sealedStudies, _times, _metrics, _log) = (destination, records, sealedStudies, times, metrics, log);
        _circuit = new DestinationCircuit(times.Again, times.Time, Changed);
        metrics.DestinationUp(destination.Name, true);
    }

    /// <summary>What a person should know, or null.</summary>
    public string? Problem => _circuit.IsClosed ? null : $"Destination {_destination.Name} does not take instances; they wait and are tried again.";

    /// <summary>For alerts: a destination is up again only when it has answered.</summary>
    public DestinationHealth Health => new(_destination.Name, Problem, Volatile.Read(ref _lastAnswer) != long.MinValue);

    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, _destination.Lanes).Select(lane => RunLaneAsync(new DestinationLane($"{_owner}-{lane}", lane == 0), cancellationToken)));

    public void Dispose() => _probe.Dispose();

    private async Task RunLaneAsync(DestinationLane lane, CancellationToken cancellationToken)
    {
        var failures = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var change = _records.NextChange(RecordsChange.DeliveryDue);
            try
            {
                var sleep = await StepAsync(lane, cancellationToken).ConfigureAwait(false);
                failures = 0;
                await change.OrAtLatestAfter(sleep, _times.Time, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogTrouble(_destination.Name, exception.GetType().Name);
                await Task.Delay(AfterTrouble.After(++failures), _times.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Sends one batch if there is one, and says how long the lane may sleep unless something comes in.</summary>
    private async Task<TimeSpan> StepAsync(DestinationLane lane, CancellationToken cancellationToken)
    {
        if (_circuit.OpenFor is { Ticks: > 0 } wait)
        {
            // Arrivals are no reason to look sooner.
            await Task.Delay(wait, _times.Time, cancellationToken).ConfigureAwait(false);
            return TimeSpan.Zero;
        }

        if (_circuit.IsClosed)
            return await SendBatchAsync(lane, ForwardingTimes.Batch, cancellationToken).ConfigureAwait(false);
        await _probe.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Whoever waited here finds a destination that is back or left alone again.
            return _circuit.IsClosed || _circuit.OpenFor > TimeSpan.Zero
                ? TimeSpan.Zero
                : await SendBatchAsync(lane, 1, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _probe.Release();
        }
    }

    private async Task<TimeSpan> SendBatchAsync(DestinationLane lane, int limit, CancellationToken cancellationToken)
    {
        var batch = await _records.Deliveries.ClaimAsync(_destination.Name, lane.Owner, ForwardingTimes.Lease, limit, cancellationToken).ConfigureAwait(false);
        if (batch.Count == 0)
        {
            var due = await _records.Deliveries.GetNextDueAsync(_destination.Name, cancellationToken).ConfigureAwait(false);
            return _times.Time.Until(due, _times.LongestSleep);
        }

        var ledger = new DeliveryLedger(_records.Deliveries, lane.Owner, _times.Again, _times.Time, _log);
        try
        {
            var end = await _circuit.ExecuteAsync(token => SendAsync(lane, batch, ledger, token), cancellationToken).ConfigureAwait(false);
            if (end.Trouble is { } trouble)
            {
                LogDestinationTrouble(_destination.Name, trouble.Text);
                lane.Pause(trouble.After ?? AfterTrouble.After(1));
            }
        }
        finally
        {
            await ledger.FinishAsync(batch).ConfigureAwait(false);
        }

        // Arrivals do not shorten a pause.
        await Task.Delay(lane.TakePause(), _times.Time, cancellationToken).ConfigureAwait(false);
        return TimeSpan.Zero;
    }

    /// <summary>Deliveries of a study may come from seals of different runs: each has its own folder.</summary>
    private async Task<DestinationTrouble?> SendAsync(
        DestinationLane lane, IReadOnlyList<DeliveryWork> batch, DeliveryLedger ledger, CancellationToken cancellationToken)
    {
        foreach (var group in batch.GroupBy(work => work.Folder, StringComparer.Ordinal))
        {
            var works = group.ToList();
            if (await OpenAsync(works, ledger, cancellationToken).ConfigureAwait(false) is not { } study)
                continue;
            var started = _times.Time.GetTimestamp();
            var trouble = await _destination.SendAsync(study, new DeliveryBatch(works, Answered, IsWanted), cancellationToken).ConfigureAwait(false);
            if (trouble is { IsAdmission: true } && await IsServingOthersAsync(started, cancellationToken).ConfigureAwait(false))
            {
                LogFewerLanes(_destination.Name);
                lane.Pause(lane.IsFirst ? ShortPause : LanePause);
                return null;
            }

            if (trouble is not null)
                return trouble;
        }

        return null;

        bool IsWanted(DeliveryWork work) => _records.Deliveries.IsWanted(lane.Owner, work);

        ValueTask Answered(DeliveryAnswer answer)
        {
            if (answer.Status is not null)
                Volatile.Write(ref _lastAnswer, _times.Time.GetTimestamp());
            _metrics.Delivered(_destination.Name, answer.State.ToString(), answer.State is DeliveryState.Sent or DeliveryState.Warning ? answer.Work.Output.Length : 0);
            if (answer.State is DeliveryState.Failed or DeliveryState.Warning)
                LogAnswer(_destination.Name, answer.Work.StudyId, answer.Work.Output.SourceInstanceId, answer.State, answer.Status, answer.Comment);
            return ledger.AddAsync(answer);
        }
    }

    /// <summary>
    /// It answers another lane, or did a moment ago and has not yet given that place free, and has none for this one: that is a limit of its,
    /// no trouble.
    /// </summary>
    private async Task<bool> IsServingOthersAsync(long since, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), _times.Time, cancellationToken).ConfigureAwait(false);
        var last = Volatile.Read(ref _lastAnswer);
        return last != long.MinValue && (last > since || _times.Time.GetElapsedTime(last, since) < Lately);
    }

    private async Task<InspectedStudy?> OpenAsync(List<DeliveryWork> works, DeliveryLedger ledger, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => _sealedStudies.Open(works[0].Folder, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (SealBrokenException)
        {
            LogBroken(works[0].StudyId);
            foreach (var work in works)
                await ledger.AddAsync(new DeliveryAnswer(work, DeliveryState.Failed, null, "the sealed files are damaged")).ConfigureAwait(false);
            return null;
        }
    }

    private void Changed(bool isUp, TimeSpan pause)
    {
        _metrics.DestinationUp(_destination.Name, isUp);
        if (isUp)
            LogBack(_destination.Name);
        else
            LogLeftAlone(_destination.Name, pause);
    }

    [LoggerMessage(LogLevel.Warning, "Destination {Destination}: {Text}")]
    private partial void LogDestinationTrouble(string destination, string text);

    [LoggerMessage(LogLevel.Information, "Destination {Destination} gives fewer associations than allowed; it is sent to over fewer for a while")]
    private partial void LogFewerLanes(string destination);

    [LoggerMessage(LogLevel.Warning, "Destination {Destination} is left alone for {Pause}")]
    private partial void LogLeftAlone(string destination, TimeSpan pause);

    [LoggerMessage(LogLevel.Information, "Destination {Destination} takes instances again")]
    private partial void LogBack(string destination);

    [LoggerMessage(LogLevel.Warning, "Destination {Destination}, study {StudyId}, instance {InstanceId}: {State}, status {Status:X4}, {Comment}")]
    private partial void LogAnswer(string destination, long studyId, Guid instanceId, DeliveryState state, ushort? status, string? comment);

    [LoggerMessage(LogLevel.Error, "Study {StudyId}: the sealed files are not those that were inspected; nothing of it is sent")]
    private partial void LogBroken(long studyId);

    [LoggerMessage(LogLevel.Error, "Forwarding to {Destination} could not go on ({Kind}) and tries again")]
    private partial void LogTrouble(string destination, string kind);
}
