namespace DicomGateway.Dicom.Data;

/// <summary>A value that stays where it is on disk.</summary>
/// <param name="Path">The file that holds it.</param>
/// <param name="Offset">First byte of the value, counted from the start of the file.</param>
/// <param name="Length">Length of the value in bytes.</param>
/// <param name="SwapUnit">2, 4 or 8 when the file holds the value in big endian order in units of so many bytes; 1 when the bytes are as they should be.</param>
public sealed record DicomStoredValue(string Path, long Offset, long Length, int SwapUnit = 1);
