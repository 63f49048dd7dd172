using DicomGateway.Dicom.Data;
using DicomGateway.Service.StandIn.Holdings;

namespace DicomGateway.Service.StandIn.Querying;

/// <summary>Keys that the stand-in matches and returns.</summary>
internal static class SupportedKeys
{
    public static IReadOnlySet<DicomTag> All { get; } = new HashSet<DicomTag>(
    [
        .. LevelAttributes.Study, .. LevelAttributes.Series, .. LevelAttributes.Image, .. RelatedCounts.Tags,
        DicomTag.ModalitiesInStudy, DicomTag.SOPClassesInStudy, DicomTag.AvailableTransferSyntaxUID, DicomTag.TimezoneOffsetFromUTC,
    ]);
}
