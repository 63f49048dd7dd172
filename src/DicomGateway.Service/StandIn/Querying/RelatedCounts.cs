using DicomGateway.Dicom.Data;
using DicomGateway.Service.StandIn.Scripting;

namespace DicomGateway.Service.StandIn.Querying;

/// <summary>Numbers of related studies, series and instances, which are the PACS's claims.</summary>
internal static class RelatedCounts
{
    public static IReadOnlyList<DicomTag> Tags { get; } =
    [
        DicomTag.NumberOfPatientRelatedStudies, DicomTag.NumberOfPatientRelatedSeries, DicomTag.NumberOfPatientRelatedInstances,
        DicomTag.NumberOfStudyRelatedSeries, DicomTag.NumberOfStudyRelatedInstances, DicomTag.NumberOfSeriesRelatedInstances,
    ];

    /// <summary>Puts a number from 0 to 99 in the place of each.</summary>
    public static void Invent(DicomDataset identifier, SeededChance chance)
    {
        foreach (var tag in Tags.Where(identifier.Contains))
            identifier.AddOrUpdate(tag, chance.Percent(tag.ToString()));
    }
}
