using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Streams;

namespace DicomGateway.Dicom.Encoding.Parsing;

/// <summary>Reads data sets without file meta information (PS3.5 section 7, annex A): network data sets, identifiers and command sets.</summary>
public static class DicomDatasetReader
{
    /// <summary>Reads a data set in memory. Values are slices of the bytes, which must not change afterwards.</summary>
    /// <exception cref="DicomFormatException">The bytes are no data set, end early or exceed a limit.</exception>
    public static DicomReadResult Read(ReadOnlyMemory<byte> bytes, DicomTransferSyntax syntax, DicomReadOptions? options = null)
    {
        using var source = ByteSource.OfMemory(bytes);
        return Read(source, syntax, options);
    }

    /// <summary>Reads a data set to the end of the stream; all values are held in memory, within the limits.</summary>
    /// <exception cref="DicomFormatException">The bytes are no data set, end early or exceed a limit.</exception>
    public static DicomReadResult Read(Stream stream, DicomTransferSyntax syntax, DicomReadOptions? options = null)
    {
        using var source = ByteSource.OfStream(stream);
        return Read(source, syntax, options);
    }

    /// <summary>Reads a data set that is a slice of a file; values of <see cref="DicomReadOptions.StoredValueThreshold"/> and more stay there.</summary>
    /// <exception cref="DicomFormatException">The bytes are no data set, end early or exceed a limit.</exception>
    public static DicomReadResult Read(string path, long offset, long length, DicomTransferSyntax syntax, DicomReadOptions? options = null)
    {
        using var source = ByteSource.OfFile(path, offset, length);
        return Read(source, syntax, options);
    }

    private static DicomReadResult Read(ByteSource source, DicomTransferSyntax syntax, DicomReadOptions? options)
    {
        var log = new LeniencyLog();
        var dataset = SyntaxReader.Read(source, syntax, options ?? DicomReadOptions.Default, log, out _);
        return new DicomReadResult(dataset, log.Entries);
    }
}
