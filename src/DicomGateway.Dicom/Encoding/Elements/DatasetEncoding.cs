using System.Buffers.Binary;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Encoding.Elements;

/// <summary>With or without VR, and the order of bytes: what a parser has to know.</summary>
internal readonly record struct DatasetEncoding(bool IsExplicit, bool IsBigEndian)
{
    public static DatasetEncoding ImplicitLittleEndian => new(false, false);

    public static DatasetEncoding ExplicitLittleEndian => new(true, false);

    public static DatasetEncoding Of(DicomTransferSyntax syntax) => new(syntax.IsExplicitVR, syntax.IsBigEndian);

    /// <summary>The transfer syntax of uncompressed data in this encoding.</summary>
    public DicomTransferSyntax Syntax => IsBigEndian
        ? DicomTransferSyntax.ExplicitVRBigEndian
        : IsExplicit ? DicomTransferSyntax.ExplicitVRLittleEndian : DicomTransferSyntax.ImplicitVRLittleEndian;

    public DicomTag Tag(ReadOnlySpan<byte> bytes) => IsBigEndian
        ? new DicomTag(BinaryPrimitives.ReadUInt16BigEndian(bytes), BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]))
        : new DicomTag(BinaryPrimitives.ReadUInt16LittleEndian(bytes), BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]));

    public ushort UInt16(ReadOnlySpan<byte> bytes) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    public uint UInt32(ReadOnlySpan<byte> bytes) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
