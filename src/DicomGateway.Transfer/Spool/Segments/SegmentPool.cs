using System.Security.Cryptography;
using DicomGateway.Transfer.Spool.Io;

namespace DicomGateway.Transfer.Spool.Segments;

/// <summary>Open segments that wait for the next instance, latest used first, so that one sender fills one segment.</summary>
internal sealed class SegmentPool(IDurableFileIo io, string folder, SpoolOptions options, DiskThreads threads, long lastNumber)
{
    /// <summary>Segments kept open for the next instances; more associations than that at once are rare, and each sets space aside.</summary>
    private const int IdleLimit = 16;

    /// <summary>From this many open segments on, a new one sets less space aside.</summary>
    private const int ManyOpen = 8;

    /// <summary>That much less, and by that much a segment grows when an instance needs more.</summary>
    private const int SmallShare = 16;

    private readonly Lock _gate = new();
    private readonly Stack<Segment> _idle = new();
    private readonly HashSet<long> _open = [];
    private long _lastNumber = lastNumber;

    /// <summary>Whether a segment may still grow. A number that was never ours is not open.</summary>
    public bool IsOpen(long number)
    {
        lock (_gate)
            return _open.Contains(number);
    }

    public ValueTask<Segment> RentAsync()
    {
        lock (_gate)
        {
            if (_idle.TryPop(out var segment))
                return ValueTask.FromResult(segment);
        }
        return new ValueTask<Segment>(CreateAsync());
    }

    /// <summary>Takes back a segment whose last instance was committed, or aborted before anything failed.</summary>
    public void Return(Segment segment)
    {
        lock (_gate)
        {
            if (segment.End < options.SegmentLength && _idle.Count < IdleLimit)
            {
                _idle.Push(segment);
                return;
            }
        }
        _ = RetireAsync(segment);
    }

    /// <summary>Ends a segment that failed a write: its space may be what the disk needs.</summary>
    public Task RetireAsync(Segment segment) => threads.RunAsync(() =>
    {
        try
        {
            segment.Seal();
        }
        catch (SpoolUnavailableException)
        {
            // The next start cuts it; until then only space is lost.
            segment.Abandon();
        }
        Close(segment.Number);
    });

    /// <summary>Lets go of a segment whose sync failed, untouched.</summary>
    public void Abandon(Segment segment)
    {
        segment.Abandon();
        Close(segment.Number);
    }

    public async Task CloseAsync()
    {
        Segment[] idle;
        lock (_gate)
        {
            idle = [.. _idle];
            _idle.Clear();
        }
        foreach (var segment in idle)
            await RetireAsync(segment).ConfigureAwait(false);
    }

    public async Task<Segment> CreateAsync()
    {
        var number = Interlocked.Increment(ref _lastNumber);
        Segment? created = null;
        lock (_gate)
            _open.Add(number);
        try
        {
            await threads.RunAsync(() => created = Create(number)).ConfigureAwait(false);
            return created!;
        }
        catch
        {
            Close(number);
            throw;
        }
    }

    private long SpaceForOne()
    {
        lock (_gate)
            return Blocks.RoundUp(_open.Count > ManyOpen ? options.SegmentLength / SmallShare : options.SegmentLength);
    }

    private void Close(long number)
    {
        lock (_gate)
            _open.Remove(number);
    }

    private Segment Create(long number)
    {
        var path = Path.Combine(folder, SegmentName.Of(number));
        var length = SpaceForOne();
        var file = io.Create(path, length);
        try
        {
            var secret = RandomNumberGenerator.GetBytes(SegmentHeader.SecretLength);
            var header = new WriteBuffer(SegmentHeader.Length);
            SegmentHeader.Write(header.Memory.Span, number, secret);
            file.Write(header.Memory.Span, 0);
            file.Sync();
            io.SyncFolder(folder);
            return new Segment(number, path, secret, file, length, growth: options.SegmentLength / SmallShare);
        }
        catch
        {
            file.Dispose();
            TryDelete(path);
            throw;
        }
    }

    private void TryDelete(string path)
    {
        try
        {
            io.Delete(path);
        }
        catch (SpoolUnavailableException)
        {
            // It holds nothing; the next start removes it.
        }
    }
}
