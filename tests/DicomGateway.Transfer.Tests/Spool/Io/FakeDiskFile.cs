using DicomGateway.Transfer.Spool.Io;

namespace DicomGateway.Transfer.Tests.Spool.Io;

internal sealed class FakeDiskFile(FakeDisk disk) : IDurableFile
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, byte[]> _durable = [];
    private readonly Dictionary<long, byte[]> _written = [];
    private bool _lostWrites;

    public long Length { get; private set; }

    /// <summary>Whether it was written to after a sync had failed.</summary>
    public bool WasTouchedAfterFailedSync { get; private set; }

    public void Write(ReadOnlySpan<byte> blocks, long offset)
    {
        Assert.That((offset % Blocks.Size, blocks.Length % Blocks.Size), Is.EqualTo((0L, 0)), "direct writes are aligned");
        disk.Count("write");
        lock (_gate)
        {
            WasTouchedAfterFailedSync |= _lostWrites;
            for (var i = 0; i < blocks.Length; i += Blocks.Size)
                _written[offset + i] = blocks.Slice(i, Blocks.Size).ToArray();
            Length = Math.Max(Length, offset + blocks.Length);
        }
    }

    public int Read(Span<byte> buffer, long offset)
    {
        lock (_gate)
        {
            var length = (int)Math.Max(0, Math.Min(buffer.Length, Length - offset));
            for (var done = 0; done < length;)
            {
                var inBlock = (int)((offset + done) % Blocks.Size);
                var block = offset + done - inBlock;
                var part = Math.Min(Blocks.Size - inBlock, length - done);
                var bytes = _written.GetValueOrDefault(block) ?? _durable.GetValueOrDefault(block);
                if (bytes is null)
                    buffer.Slice(done, part).Clear();
                else
                    bytes.AsSpan(inBlock, part).CopyTo(buffer[done..]);
                done += part;
            }
            return length;
        }
    }

    public void Allocate(long length)
    {
        disk.Count("allocate");
        lock (_gate)
            Length = Math.Max(Length, length);
    }

    public void Sync()
    {
        try
        {
            disk.Count("sync");
        }
        catch
        {
            // As Linux does: the pages are clean now, and lost.
            lock (_gate)
            {
                _written.Clear();
                _lostWrites = true;
            }
            throw;
        }
        lock (_gate)
        {
            WasTouchedAfterFailedSync |= _lostWrites;
            foreach (var (offset, bytes) in _written)
                _durable[offset] = bytes;
            _written.Clear();
        }
    }

    public void Truncate(long length)
    {
        disk.Count("truncate");
        lock (_gate)
        {
            WasTouchedAfterFailedSync |= _lostWrites;
            Length = length;
            foreach (var blocks in (Dictionary<long, byte[]>[])[_durable, _written])
            {
                foreach (var offset in blocks.Keys.Where(offset => offset >= length).ToList())
                    blocks.Remove(offset);
            }
        }
    }

    public bool TryPunch(long offset, long length)
    {
        disk.Count("punch");
        lock (_gate)
        {
            for (var block = offset; block < offset + length; block += Blocks.Size)
                _written[block] = new byte[Blocks.Size];
        }
        return true;
    }

    public FakeDiskFile AfterPowerCut(FakeDisk after, Random seed)
    {
        var file = new FakeDiskFile(after) { Length = Length };
        lock (_gate)
        {
            foreach (var (offset, bytes) in _durable)
                file._durable[offset] = bytes;
            foreach (var (offset, bytes) in _written.Where(_ => seed.Next(2) == 0))
                file._durable[offset] = bytes;
        }
        return file;
    }

    public void Dispose()
    {
    }
}
