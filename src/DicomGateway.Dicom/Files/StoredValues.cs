using System.Runtime.InteropServices;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Values;

namespace DicomGateway.Dicom.Files;

/// <summary>Values that stayed on disk.</summary>
public static class StoredValues
{
    /// <summary>The value in little endian order, whatever order the file has. The stream can seek; the caller disposes of it.</summary>
    public static Stream Open(DicomStoredValue value) => new StoredValueStream(value);

    /// <summary>The element's value, in memory or on disk.</summary>
    public static Stream Open(DicomElement element) => element.Stored is { } stored ? Open(stored) : Open(element.Value);

    /// <summary>The fragment's bytes, in memory or on disk.</summary>
    public static Stream Open(DicomFragment fragment) => fragment.Stored is { } stored ? Open(stored) : Open(fragment.Value);

    /// <summary>Reads from a place within the value, in little endian order; the place must be a multiple of the swap unit.</summary>
    /// <param name="value">The value.</param>
    /// <param name="offset">First byte, counted from the start of the value.</param>
    /// <param name="buffer">Filled as far as the value reaches.</param>
    /// <returns>Bytes read.</returns>
    public static int Read(DicomStoredValue value, long offset, Span<byte> buffer)
    {
        using var reader = new StoredValueReader();
        return reader.Read(value, offset, buffer);
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var array) && array.Array is { } bytes
            ? new MemoryStream(bytes, array.Offset, array.Count, writable: false)
            : new MemoryStream(memory.ToArray(), writable: false);
}
