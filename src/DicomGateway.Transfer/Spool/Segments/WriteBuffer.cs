using DicomGateway.Transfer.Spool.Io;

namespace DicomGateway.Transfer.Spool.Segments;

/// <summary>Memory that direct writes accept: pinned, and starting at a block. Reused through <see cref="WriteBuffers"/>.</summary>
internal sealed class WriteBuffer
{
    private readonly byte[] _bytes;
    private readonly int _start;

    public WriteBuffer(int length)
    {
        _bytes = GC.AllocateUninitializedArray<byte>(length + Blocks.Size, pinned: true);
        _start = (int)(Blocks.RoundUp(Address(_bytes)) - Address(_bytes));
        Memory = _bytes.AsMemory(_start, length);
    }

    public Memory<byte> Memory { get; }

    public int Used { get; private set; }

    public int Free => Memory.Length - Used;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Memory.Span[Used..]);
        Used += bytes.Length;
    }

    public void PadToBlock()
    {
        var padded = (int)Blocks.RoundUp(Used);
        Memory.Span[Used..padded].Clear();
        Used = padded;
    }

    public void Clear() => Used = 0;

    private static unsafe long Address(byte[] bytes)
    {
        fixed (byte* start = bytes)
            return (long)start;
    }
}
