using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Encoding;

/// <summary>
/// SHA-256 that is equal for the same content in another uncompressed encoding: tags and values in explicit little endian order, without file
/// meta information, group lengths, trailing padding of text, (FFFC,FFFC), Retrieve AE Title (0008,0054) and Instance Availability (0008,0056).
/// Encapsulated pixel data count by their fragments.
/// </summary>
public static class CanonicalDigest
{
    /// <summary>32 bytes.</summary>
    public static byte[] Compute(DicomDataset dataset) => throw new NotSupportedException();
}
