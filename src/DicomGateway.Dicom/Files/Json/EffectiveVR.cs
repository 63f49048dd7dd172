using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;
using DicomGateway.Dicom.Encoding.Parsing;

namespace DicomGateway.Dicom.Files.Json;

/// <summary>
/// The VR to show a value with: UN is looked up, by tag or private creator, and given up again when the length does not fit. The data set keeps the
/// VR that the value came with.
/// </summary>
internal static class EffectiveVR
{
    // Beyond this length UN may stand for a VR whose length field was too short (PS3.5 6.2.2).
    private const int LongestShortValue = 0xFFFF;

    public static DicomVR Of(DicomElement element, DicomDataset dataset)
    {
        var vr = element.VR is DicomVR.UN or DicomVR.None ? Find(element, dataset) : element.VR;
        return vr.FixedValueSize > 0 && element.Length % vr.FixedValueSize != 0 ? DicomVR.UN : vr;
    }

    private static DicomVR Find(DicomElement element, DicomDataset dataset)
    {
        if (element.Tag.IsGroupLength)
            return DicomVR.UN;
        IReadOnlyList<DicomVR>? vrs;
        if (!element.Tag.IsPrivate || element.Tag.IsPrivateCreator)
            vrs = element.Length < LongestShortValue ? DicomDictionary.Find(element.Tag)?.VRs : null;
        else
            vrs = dataset.GetPrivateCreator(element.Tag) is { } creator ? DicomPrivateDictionary.Find(creator, element.Tag)?.VRs : null;
        return vrs switch
        {
            null or [DicomVR.SQ] => DicomVR.UN,
            [var only] => only,
            _ => VRResolution.OfSeveral(vrs, dataset),
        };
    }
}
