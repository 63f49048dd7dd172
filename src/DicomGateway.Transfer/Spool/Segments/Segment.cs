using DicomGateway.Transfer.Spool.Io;

namespace DicomGateway.Transfer.Spool.Segments;

/// <summary>An open file that takes instances one after the other. One writer has it at a time.</summary>
internal sealed class Segment(long number, string path, byte[] secret, IDurableFile file, long allocated, long growth)
{
    private long _allocated = allocated;

    public long Number { get; } = number;

    public string Path { get; } = path;

    public byte[] Secret { get; } = secret;

    /// <summary>Where the next instance starts; moves on with each commit only, so that an aborted one is written over.</summary>
    public long End { get; private set; } = SegmentHeader.Length;

    public void Write(ReadOnlySpan<byte> blocks, long offset)
    {
        // An instance that is bigger than what is left of the segment makes the segment grow.
        if (offset + blocks.Length > _allocated)
        {
            var length = Blocks.RoundUp(offset + blocks.Length + growth);
            file.Allocate(length);
            _allocated = length;
        }
        file.Write(blocks, offset);
    }

    public void Sync() => file.Sync();

    public void Commit(long end) => End = end;

    /// <summary>Ends the segment and gives back what was set aside and not used.</summary>
    public void Seal()
    {
        file.Truncate(End);
        file.Dispose();
    }

    /// <summary>Lets go of the file as it is. After a failed sync nobody may touch it before the next start has looked at it.</summary>
    public void Abandon() => file.Dispose();
}
