using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Encoding;

/// <summary>
/// Writes data sets without file meta information in any of the uncompressed encodings, values on disk without loading them. Encapsulated pixel
/// data are written as they are; they need a transfer syntax that encapsulates.
/// </summary>
public static class DicomDatasetWriter
{
    /// <summary>Writes forward only; the stream is neither flushed nor closed.</summary>
    /// <exception cref="DicomDataException">Something cannot be written in this transfer syntax.</exception>
    public static void Write(DicomDataset dataset, Stream stream, DicomTransferSyntax syntax, DicomWriteOptions? options = null) => throw new NotSupportedException();

    /// <inheritdoc cref="Write"/>
    public static Task WriteAsync(DicomDataset dataset, Stream stream, DicomTransferSyntax syntax, DicomWriteOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>The encoded data set as a stream to read from, made while it is read: for a sender that pulls.</summary>
    /// <exception cref="DicomDataException">Something cannot be written in this transfer syntax.</exception>
    public static Stream OpenRead(DicomDataset dataset, DicomTransferSyntax syntax, DicomWriteOptions? options = null) => throw new NotSupportedException();

    public static byte[] ToArray(DicomDataset dataset, DicomTransferSyntax syntax, DicomWriteOptions? options = null) => throw new NotSupportedException();

    /// <summary>Bytes that the encoded data set takes; null when only writing tells (deflated).</summary>
    /// <exception cref="DicomDataException">Something cannot be written in this transfer syntax.</exception>
    public static long? GetLength(DicomDataset dataset, DicomTransferSyntax syntax, DicomWriteOptions? options = null) => throw new NotSupportedException();
}
