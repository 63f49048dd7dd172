using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Encoding.Elements;

/// <summary>How one element is written in a transfer syntax (PS3.5 7.1).</summary>
internal static class ElementForm
{
    private const int LongestShortValue = 0xFFFE;

    /// <summary>The VR to write: UN for what the standard does not know, and for values that the 16-bit length of their VR cannot hold (PS3.5 6.2.2).</summary>
    public static DicomVR WrittenVR(DicomElement element)
    {
        var form = VRForm.Of((byte)((ushort)element.VR >> 8), (byte)element.VR);
        return form == VRForm.Unknown || (form == VRForm.Short && element.Length > LongestShortValue) ? DicomVR.UN : element.VR;
    }

    /// <exception cref="DicomDataException">The value is longer than any length field can say.</exception>
    public static long Size(DicomElement element, DicomTransferSyntax syntax)
    {
        if (element.Length >= ElementHeader.Undefined - 1)
            throw new DicomDataException($"{element} holds {element.Length} bytes, more than 4 GiB: encapsulate it.");
        return HeaderSize(WrittenVR(element), syntax) + Even(element.Length);
    }

    public static int HeaderSize(DicomVR vr, DicomTransferSyntax syntax) => syntax.IsExplicitVR && vr.HasLongLength ? 12 : 8;

    /// <summary>
    /// Bytes of a value that the syntax has in reverse order, 1 for none: all units of big endian data, and the words of pixel data in GE's private
    /// syntax, which is little endian otherwise.
    /// </summary>
    public static int ReversedUnit(DicomTag tag, DicomVR vr, DicomTransferSyntax syntax) =>
        syntax.IsBigEndian || (tag.Value == 0x7FE00010 && syntax.Equals(DicomTransferSyntax.GEPrivateImplicitVRBigEndianPixelData)) ? vr.UnitSize : 1;

    public static long Even(long length) => length + (length & 1);
}
