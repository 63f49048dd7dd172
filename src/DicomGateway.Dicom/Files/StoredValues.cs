using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Files;

/// <summary>Values that stayed on disk.</summary>
public static class StoredValues
{
    /// <summary>The value in little endian order, whatever order the file has. The stream can seek; the caller disposes of it.</summary>
    public static Stream Open(DicomStoredValue value) => throw new NotSupportedException();

    /// <summary>The element's value, in memory or on disk.</summary>
    public static Stream Open(DicomElement element) => throw new NotSupportedException();

    /// <summary>The fragment's bytes, in memory or on disk.</summary>
    public static Stream Open(DicomFragment fragment) => throw new NotSupportedException();

    /// <summary>Reads from a place within the value, in little endian order; the place must be a multiple of the swap unit.</summary>
    /// <param name="value">The value.</param>
    /// <param name="offset">First byte, counted from the start of the value.</param>
    /// <param name="buffer">Filled as far as the value reaches.</param>
    /// <returns>Bytes read.</returns>
    public static int Read(DicomStoredValue value, long offset, Span<byte> buffer) => throw new NotSupportedException();
}
