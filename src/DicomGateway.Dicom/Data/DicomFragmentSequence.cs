namespace DicomGateway.Dicom.Data;

/// <summary>Encapsulated pixel data (PS3.5 A.4): the basic offset table, then fragments, each in memory or on disk.</summary>
public sealed class DicomFragmentSequence(DicomTag tag, DicomVR vr, ReadOnlyMemory<byte> basicOffsetTable, IReadOnlyList<DicomFragment> fragments) : DicomItem(tag, vr)
{
    /// <summary>The first item as it came: 32-bit little endian offsets of the frames, or empty.</summary>
    public ReadOnlyMemory<byte> BasicOffsetTable { get; } = basicOffsetTable;

    public IReadOnlyList<DicomFragment> Fragments { get; } = fragments;

    public override DicomItem Clone() => new DicomFragmentSequence(Tag, VR, BasicOffsetTable, Fragments);
}
