using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Encoding;

/// <summary>Reads data sets without file meta information (PS3.5 section 7, annex A): network data sets, identifiers and command sets.</summary>
public static class DicomDatasetReader
{
    /// <summary>Reads a data set in memory. Values are slices of the bytes, which must not change afterwards.</summary>
    /// <exception cref="DicomFormatException">The bytes are no data set, end early or exceed a limit.</exception>
    public static DicomReadResult Read(ReadOnlyMemory<byte> bytes, DicomTransferSyntax syntax, DicomReadOptions? options = null) => throw new NotSupportedException();

    /// <summary>Reads a data set to the end of the stream; all values are held in memory, within the limits.</summary>
    /// <exception cref="DicomFormatException">The bytes are no data set, end early or exceed a limit.</exception>
    public static DicomReadResult Read(Stream stream, DicomTransferSyntax syntax, DicomReadOptions? options = null) => throw new NotSupportedException();
}
