using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Encoding.Elements;

/// <summary>Tag, VR and length of an element as they stand in the stream.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="VR">The VR; <see cref="DicomVR.None"/> where the stream has none.</param>
/// <param name="Length">Length of the value; <see cref="Undefined"/> for undefined.</param>
/// <param name="Size">Bytes of tag, VR and length.</param>
internal readonly record struct ElementHeader(DicomTag Tag, DicomVR VR, uint Length, int Size)
{
    public const uint Undefined = 0xFFFFFFFF;

    public const uint Item = 0xFFFEE000;
    public const uint ItemDelimitation = 0xFFFEE00D;
    public const uint SequenceDelimitation = 0xFFFEE0DD;

    public bool IsUndefinedLength => Length == Undefined;
}
