using System.Buffers.Binary;
using DicomGateway.Transfer.Spool.Io;

namespace DicomGateway.Transfer.Spool.Segments;

/// <summary>
/// First block of a segment. Its secret marks the segment's own trailers: no sender can know it, so no data set can hold a forged trailer.
/// </summary>
internal static class SegmentHeader
{
    public const int Length = Blocks.Size;
    public const int SecretLength = 16;

    private const int NumberOffset = 16;
    private const int SecretOffset = 24;

    private static ReadOnlySpan<byte> Magic => "DGW-SEGMENT-0001"u8;

    public static void Write(Span<byte> block, long number, ReadOnlySpan<byte> secret)
    {
        block.Clear();
        Magic.CopyTo(block);
        BinaryPrimitives.WriteInt64LittleEndian(block[NumberOffset..], number);
        secret.CopyTo(block[SecretOffset..]);
    }

    /// <summary>The secret, or null when the block is not the header of this segment.</summary>
    public static byte[]? TryRead(ReadOnlySpan<byte> block, long number) =>
        block.StartsWith(Magic) && BinaryPrimitives.ReadInt64LittleEndian(block[NumberOffset..]) == number
            ? block.Slice(SecretOffset, SecretLength).ToArray()
            : null;
}
