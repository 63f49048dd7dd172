using System.Security.Cryptography;
using DicomGateway.Transfer.Spool.Io;

namespace DicomGateway.Transfer.Spool.Segments;

/// <summary>
/// Streams one instance into a leased segment through at most two buffers: one fills and is hashed while the other is written.
/// The last write carries the instance's end and its trailer; the sync after it is the promise.
/// </summary>
internal sealed class SegmentWriter : SpoolWriter
{
    private readonly SpoolResources _spool;
    private readonly ReceiveContext _context;
    private readonly InstanceIdentity _identity;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly int _headerLength;
    private readonly long _start;
    private Segment? _segment;
    private WriteBuffer? _filling;
    private WriteBuffer? _spare;
    private Task _writing = Task.CompletedTask;
    private long _flushed;
    private byte[]? _head;
    private bool _syncFailed;

    public SegmentWriter(SpoolResources spool, Segment segment, ReceiveContext context, InstanceIdentity identity, Guid instanceId)
    {
        (_spool, _segment, _context, _identity, InstanceId) = (spool, segment, context, identity, instanceId);
        _start = segment.End;
        _filling = spool.Buffers.Rent();
        var header = Part10Header.Write(identity, context.CallingAeTitle);
        _headerLength = header.Length;
        _filling.Append(header);
    }

    public override Guid InstanceId { get; }

    public override long DataSetLength => _flushed + (_filling?.Used ?? 0) - _headerLength;

    public override ReadOnlyMemory<byte> Head
    {
        get
        {
            if (_head is not null)
                return _head;
            var length = Math.Min(_filling!.Used - _headerLength, _spool.Options.HeadLength);
            return _filling.Memory.Slice(_headerLength, length);
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_segment is null, this);
        while (bytes.Length > 0)
        {
            if (_filling!.Free == 0)
                await FlushAsync().ConfigureAwait(false);
            var part = bytes[..Math.Min(bytes.Length, _filling.Free)];
            _hash.AppendData(part.Span);
            _filling.Append(part.Span);
            bytes = bytes[part.Length..];
        }
    }

    public override async ValueTask<SpooledInstance> CommitAsync(InstanceFacts facts, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_segment is null, this);
        var length = _flushed + _filling!.Used;
        var entry = new SpoolEntry(
            InstanceId, _segment.Number, _start, length, _headerLength, 0, _hash.GetHashAndReset(), _spool.Time.GetUtcNow(), _context, _identity, facts);
        var trailer = Trailer.Write(entry, _segment.Secret);
        entry = entry with { End = Blocks.RoundUp(Blocks.RoundUp(_start + length) + trailer.Length) };
        await AppendTrailerAsync(trailer).ConfigureAwait(false);

        // From here on there is no way back: whether the instance is ours is up to the disk.
        await RunAsync(WriteAndSync).ConfigureAwait(false);
        _segment.Commit(entry.End);
        var path = _segment.Path;
        _spool.Segments.Return(_segment);
        _segment = null;
        _spool.Space.ReportSuccess();
        _spool.Journal.Append(entry);
        Release();
        return new SpooledInstance(InstanceId, path, _start, length, _start + _headerLength, Convert.ToHexStringLower(entry.Sha256));
    }

    public override async ValueTask AbortAsync()
    {
        if (_segment is not { } segment)
            return;
        _segment = null;
        try
        {
            await _writing.ConfigureAwait(false);
            _spool.Segments.Return(segment);
        }
        catch (Exception)
        {
            // Whoever wrote was told. What matters here is that the segment is not used again as if nothing had been.
            if (_syncFailed)
                _spool.Segments.Abandon(segment);
            else
                await _spool.Segments.RetireAsync(segment).ConfigureAwait(false);
        }
        Release();
    }

    private async ValueTask AppendTrailerAsync(ReadOnlyMemory<byte> trailer)
    {
        _filling!.PadToBlock();
        while (trailer.Length > 0)
        {
            if (_filling.Free == 0)
                await FlushAsync().ConfigureAwait(false);
            var part = trailer[..Math.Min(trailer.Length, _filling.Free)];
            _filling.Append(part.Span);
            trailer = trailer[part.Length..];
        }
        _filling.PadToBlock();
    }

    /// <summary>Starts to write the full buffer and goes on with the other one.</summary>
    private async ValueTask FlushAsync()
    {
        _head ??= Head.ToArray();
        await RunAsync(null).ConfigureAwait(false);
        var (full, offset, segment) = (_filling!, _start + _flushed, _segment!);
        _filling = _spare ?? _spool.Buffers.Rent();
        _filling.Clear();
        _spare = full;
        _flushed += full.Used;
        _writing = _spool.Threads.RunAsync(() => segment.Write(full.Memory.Span[..full.Used], offset));
    }

    private void WriteAndSync()
    {
        var last = _filling!;
        _segment!.Write(last.Memory.Span[..last.Used], _start + _flushed);
        _syncFailed = true;
        _segment.Sync();
        _syncFailed = false;
    }

    /// <summary>Waits for the write under way, then runs the next step.</summary>
    private async ValueTask RunAsync(Action? next)
    {
        try
        {
            await _writing.ConfigureAwait(false);
            if (next is not null)
                await (_writing = _spool.Threads.RunAsync(next)).ConfigureAwait(false);
        }
        catch (SpoolUnavailableException fault)
        {
            throw _spool.Space.Report(fault, _syncFailed);
        }
    }

    private void Release()
    {
        if (_filling is not null)
            _spool.Buffers.Return(_filling);
        if (_spare is not null)
            _spool.Buffers.Return(_spare);
        (_filling, _spare, _head) = (null, null, null);
        _hash.Dispose();
    }
}
