using System.Buffers;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Encoding.Writing;

/// <summary>
/// Writes data sets without file meta information in any of the uncompressed encodings, values on disk without loading them. Encapsulated pixel
/// data are written as they are; they need a transfer syntax that encapsulates.
/// </summary>
/// <remarks>
/// Values are written with the bytes they came with; a value of odd length is padded. Sequences and items keep their form of length where a 32-bit
/// length can hold it. Group lengths (gggg,0000) are computed.
/// </remarks>
public static class DicomDatasetWriter
{
    private const int BufferSize = 256 * 1024;

    /// <summary>Writes forward only; the stream is neither flushed nor closed.</summary>
    /// <exception cref="DicomDataException">Something cannot be written in this transfer syntax.</exception>
    public static void Write(DicomDataset dataset, Stream stream, DicomTransferSyntax syntax, DicomWriteOptions? options = null)
    {
        using var encoded = OpenRead(dataset, syntax, options);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (int read; (read = encoded.Read(buffer.AsSpan())) > 0;)
                stream.Write(buffer.AsSpan(0, read));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <inheritdoc cref="Write"/>
    public static async Task WriteAsync(
        DicomDataset dataset, Stream stream, DicomTransferSyntax syntax, DicomWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var encoded = OpenRead(dataset, syntax, options);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (int read; (read = encoded.Read(buffer.AsSpan())) > 0;)
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>The encoded data set as a stream to read from, made while it is read: for a sender that pulls.</summary>
    /// <exception cref="DicomDataException">Something cannot be written in this transfer syntax.</exception>
    public static Stream OpenRead(DicomDataset dataset, DicomTransferSyntax syntax, DicomWriteOptions? options = null)
    {
        var encoder = new DatasetEncoder(dataset, syntax, options ?? DicomWriteOptions.Default);
        return syntax.IsDeflated ? new DeflatedDatasetStream(encoder) : new DatasetStream(encoder);
    }

    /// <summary>The encoded data set in memory.</summary>
    /// <exception cref="DicomDataException">Something cannot be written in this transfer syntax.</exception>
    public static byte[] ToArray(DicomDataset dataset, DicomTransferSyntax syntax, DicomWriteOptions? options = null)
    {
        if (syntax.IsDeflated)
        {
            using var deflated = new MemoryStream();
            Write(dataset, deflated, syntax, options);
            return deflated.ToArray();
        }

        using var encoder = new DatasetEncoder(dataset, syntax, options ?? DicomWriteOptions.Default);
        var bytes = new byte[encoder.Total];
        encoder.Read(bytes);
        return bytes;
    }

    /// <summary>Bytes that the encoded data set takes; null when only writing tells (deflated).</summary>
    /// <exception cref="DicomDataException">Something cannot be written in this transfer syntax.</exception>
    public static long? GetLength(DicomDataset dataset, DicomTransferSyntax syntax, DicomWriteOptions? options = null)
    {
        var layout = DatasetLayout.Of(dataset, syntax, options ?? DicomWriteOptions.Default);
        return syntax.IsDeflated ? null : layout.Total;
    }
}
