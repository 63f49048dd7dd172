using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;

namespace DicomGateway.Dicom.Encoding.Parsing;

/// <summary>The VR of elements that came without one (PS3.5 A.1); where other elements decide, they are asked.</summary>
internal static class VRResolution
{
    private const uint PixelRepresentation = 0x00280103;
    private const uint LutDescriptor = 0x00283002;

    public static DicomVR OfImplicit(DicomTag tag, DicomDataset dataset)
    {
        // The length of a private group is in no dictionary but ours; nobody relies on it.
        if (DicomDictionary.Find(tag) is not { } entry || (tag.IsPrivate && tag.IsGroupLength))
            return IsPrivateSequence(tag, dataset) ? DicomVR.SQ : DicomVR.UN;
        return entry.VRs.Count == 1 ? entry.VRs[0] : OfSeveral(entry.VRs, dataset);
    }

    /// <summary>One of several VRs: SS by Pixel Representation (0028,0103), US for a table of one entry, else OW.</summary>
    public static DicomVR OfSeveral(IReadOnlyList<DicomVR> vrs, DicomDataset dataset)
    {
        if (!vrs.Contains(DicomVR.OW))
            return !vrs.Contains(DicomVR.SS) ? vrs[0] : IsSigned(dataset) ? DicomVR.SS : DicomVR.US;
        return vrs.Contains(DicomVR.US) && dataset.TryGetValue<ushort>(new DicomTag(LutDescriptor), out var entries) && entries == 1 ? DicomVR.US : DicomVR.OW;
    }

    /// <summary>True for the one kind of private element whose nature changes what is inside, if its creator is known.</summary>
    public static bool IsPrivateSequence(DicomTag tag, DicomDataset dataset) =>
        dataset.GetPrivateCreator(tag) is { } creator && DicomPrivateDictionary.Find(creator, tag)?.VRs is [DicomVR.SQ];

    private static bool IsSigned(DicomDataset dataset)
    {
        for (var level = dataset; level is not null; level = level.Parent)
        {
            if (level.TryGetValue<ushort>(new DicomTag(PixelRepresentation), out var representation))
                return representation == 1;
        }

        return false;
    }
}
