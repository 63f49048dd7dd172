namespace DicomGateway.Transfer.Spool.Io;

/// <summary>The unit of direct writes and of holes.</summary>
internal static class Blocks
{
    public const int Size = 4096;

    public static long RoundUp(long value) => (value + (Size - 1)) & ~(long)(Size - 1);
}
