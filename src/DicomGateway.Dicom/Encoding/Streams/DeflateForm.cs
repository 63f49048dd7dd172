using DicomGateway.Dicom.Encoding.Elements;

namespace DicomGateway.Dicom.Encoding.Streams;

/// <summary>Recognises what a deflated data set really is by its first bytes.</summary>
internal static class DeflateForm
{
    public static DeflateKind Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8)
            return DeflateKind.Raw;
        // An element in group 0008 with a VR: deflated bytes do not happen to spell that.
        if (bytes[0] == 8 && bytes[1] == 0 && bytes[3] == 0 && VRForm.Of(bytes[4], bytes[5]) != VRForm.Unknown)
            return DeflateKind.None;
        return (bytes[0] & 0x0F) == 8 && bytes[0] >> 4 == 7 && ((bytes[0] << 8) | bytes[1]) % 31 == 0 ? DeflateKind.Zlib : DeflateKind.Raw;
    }
}
