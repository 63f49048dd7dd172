namespace DicomGateway.Dicom.Encoding;

/// <summary>
/// Bytes that cannot be read as DICOM, or not within the limits. It concerns this one object. The text says what, where and what to do, and
/// holds no value of the data set.
/// </summary>
public sealed class DicomFormatException(DicomFormatError error, string message, string path, long offset, Exception? cause = null)
    : Exception(path.Length == 0 ? $"{message} (byte {offset})" : $"{message} ({path}, byte {offset})", cause)
{
    public DicomFormatError Error { get; } = error;

    /// <summary>Tag path such as "(0008,1140)[0].(0008,1150)"; empty when it concerns no element.</summary>
    public string Path { get; } = path;

    /// <summary>Byte from the start of the file or slice (of the inflated data set when it is deflated).</summary>
    public long Offset { get; } = offset;
}
