namespace DicomGateway.Network.Dimse.DataSets;

/// <summary>Where the encoded data set of a message that we send comes from; read once, front to back, never held as a whole.</summary>
public abstract class DimseDataSource : IAsyncDisposable
{
    private protected DimseDataSource(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
    }

    /// <summary>Bytes of the encoded data set.</summary>
    public long Length { get; }

    /// <summary>A data set in memory.</summary>
    public static DimseDataSource FromMemory(ReadOnlyMemory<byte> dataSet) => new MemoryDataSource(dataSet);

    /// <summary>A part of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">First byte of the data set, such as the first behind the file meta information.</param>
    /// <param name="length">Its bytes; null for all up to the end of the file.</param>
    /// <exception cref="IOException">The file cannot be opened or is shorter.</exception>
    public static DimseDataSource FromFile(string path, long offset, long? length = null) => FileDataSource.Open(path, offset, length);

    /// <summary>A stream from where it stands.</summary>
    /// <param name="stream">Stays the caller's.</param>
    /// <param name="length">Bytes to send; null for all up to the end of a stream that knows its length.</param>
    public static DimseDataSource FromStream(Stream stream, long? length = null) => new StreamDataSource(stream, length ?? (stream.Length - stream.Position));

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Fills all targets, in order.</summary>
    /// <exception cref="EndOfStreamException">The source is shorter than it said.</exception>
    internal abstract ValueTask FillAsync(List<Memory<byte>> targets, CancellationToken cancellationToken);
}
