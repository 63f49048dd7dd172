using DicomGateway.Transfer.Spool.Io;
using DicomGateway.Transfer.Spool.Segments;

namespace DicomGateway.Transfer.Spool;

/// <summary>The spool of append-only segments.</summary>
internal sealed class SegmentedSpool : ISpool, IAsyncDisposable
{
    public const int BufferLength = 1 << 20;

    private const int BuffersKept = 32;
    private const int DiskThreadLimit = 16;
    private const int UidLengthLimit = 64;

    private readonly SpoolResources _resources;
    private readonly ITimer _probe;
    private volatile bool _isStopping;

    public SegmentedSpool(IDurableFileIo io, string folder, SpoolOptions options, ISpoolJournal journal, TimeProvider time, long lastSegment)
    {
        var threads = new DiskThreads(DiskThreadLimit);
        _resources = new SpoolResources(
            options,
            new SegmentPool(io, folder, options, threads, lastSegment),
            new WriteBuffers(BufferLength, BuffersKept),
            threads,
            new SpaceWatch(io, folder, options, time),
            journal,
            time);
        Release = new SegmentRelease(io, folder, _resources.Segments, threads);
        _probe = time.CreateTimer(_ => _ = ProbeAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _resources.Space.TroubleBegan += (_, _) => _probe.Change(options.ProbeInterval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Gives the space of deleted instances back.</summary>
    public SegmentRelease Release { get; }

    public SpoolHealth Health
    {
        get
        {
            var health = _resources.Space.Health;
            var trouble = Refusal();
            return trouble is SpoolTrouble.None ? health : health with { Trouble = trouble, Text = Describe(trouble) };
        }
    }

    public async ValueTask<SpoolWriter> BeginAsync(ReceiveContext context, InstanceIdentity identity, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (identity.SopClassUid.Length > UidLengthLimit || identity.SopInstanceUid.Length > UidLengthLimit
            || identity.TransferSyntaxUid.Length > UidLengthLimit)
        {
            throw new ArgumentException($"A UID of the request is longer than {UidLengthLimit} characters.", nameof(identity));
        }
        if (Refusal() is not SpoolTrouble.None and var trouble)
            throw new SpoolUnavailableException(trouble, Describe(trouble));
        try
        {
            _resources.Space.Check();
            var segment = await _resources.Segments.RentAsync().ConfigureAwait(false);
            return new SegmentWriter(_resources, segment, context, identity, Guid.CreateVersion7(_resources.Time.GetUtcNow()));
        }
        catch (SpoolUnavailableException fault)
        {
            throw _resources.Space.Report(fault);
        }
    }

    /// <summary>Takes no more instances. Those under way can still be committed until <see cref="DisposeAsync"/>.</summary>
    public void Stop() => _isStopping = true;

    public async ValueTask DisposeAsync()
    {
        Stop();
        await _probe.DisposeAsync().ConfigureAwait(false);
        await _resources.Segments.CloseAsync().ConfigureAwait(false);
        _resources.Threads.Dispose();
    }

    private SpoolTrouble Refusal()
    {
        if (_isStopping)
            return SpoolTrouble.Stopping;
        var journal = _resources.Journal;
        return journal.IsFailing || journal.Unrecorded >= _resources.Options.UnrecordedLimit ? SpoolTrouble.RecordsBehind : SpoolTrouble.None;
    }

    private string Describe(SpoolTrouble trouble) => DiskFault.Describe(trouble, $"{_resources.Journal.Unrecorded} waiting");

    /// <summary>While something is wrong, finds out by itself when it is over: health must not wait for the next sender.</summary>
    private async Task ProbeAsync()
    {
        if (_isStopping)
            return;
        try
        {
            if (_resources.Space.Health.Trouble is SpoolTrouble.None or SpoolTrouble.BelowWatermark)
                return;
            var segment = await _resources.Segments.CreateAsync().ConfigureAwait(false);
            _resources.Segments.Return(segment);
            _resources.Space.ReportSuccess();
        }
        catch (SpoolUnavailableException fault)
        {
            _resources.Space.Report(fault);
        }
    }
}
