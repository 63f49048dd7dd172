using System.Collections.Frozen;
using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification.Rules;

/// <summary>
/// UI attributes that the table does not have, such as Target Frame of Reference UID: they may repeat a UID that is mapped elsewhere, so all are
/// mapped except those that name a class, an encoding or a coding scheme.
/// </summary>
internal sealed class UnlistedUidRule : IDeidentificationRule
{
    private static readonly FrozenSet<DicomTag> SharedByAll = new[]
    {
        DicomTag.SOPClassUID, DicomTag.RelatedGeneralSOPClassUID, DicomTag.OriginalSpecializedSOPClassUID, DicomTag.SOPClassesInStudy,
        DicomTag.ReferencedSOPClassUID, DicomTag.SOPClassesSupported, DicomTag.CodingSchemeUID, DicomTag.ContextGroupExtensionCreatorUID,
        DicomTag.ContextUID, DicomTag.MappingResourceUID, new DicomTag(0x0008040E), new DicomTag(0x00083002), new DicomTag(0x00041510),
        new DicomTag(0x00041512), new DicomTag(0x0004151A), new DicomTag(0x00340003), new DicomTag(0x04000010), new DicomTag(0x04000510),
        new DicomTag(0x30100052), new DicomTag(0x30100053),
    }.ToFrozenSet();

    public string Name => "unlisted-uid";

    public ElementDecision? Apply(DicomItem item, ElementPlace place) =>
        item.VR == DicomVR.UI && !SharedByAll.Contains(item.Tag)
            ? new ElementDecision(DeidentificationAction.MapUids, UidValues.Map(item, place.Instance.Pseudonyms.Uids))
            : null;

    public string Describe() =>
        "Maps the UIDs of attributes that the table does not list, except those that name SOP classes, transfer syntaxes, coding schemes, context groups and mapping resources.";
}
