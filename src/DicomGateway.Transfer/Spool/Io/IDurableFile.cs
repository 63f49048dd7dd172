namespace DicomGateway.Transfer.Spool.Io;

/// <summary>An open file whose writes are durable when <see cref="Sync"/> has returned, and not before.</summary>
internal interface IDurableFile : IDisposable
{
    long Length { get; }

    /// <summary>Writes whole blocks of <see cref="Blocks.Size"/> at a multiple of it, from memory that starts at a multiple of it.</summary>
    void Write(ReadOnlySpan<byte> blocks, long offset);

    int Read(Span<byte> buffer, long offset);

    /// <summary>Sets space aside up to the given length, which is more than the file has.</summary>
    void Allocate(long length);

    void Sync();

    void Truncate(long length);

    /// <summary>Gives the space of a range of whole blocks back; it reads as zeros. False where the file system cannot.</summary>
    bool TryPunch(long offset, long length);
}
