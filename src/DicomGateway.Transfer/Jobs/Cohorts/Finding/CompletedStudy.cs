using System.Globalization;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Jobs.Cohorts.Finding;

/// <summary>What many PACS do not say of a study and what its series tell as well.</summary>
internal static class CompletedStudy
{
    public static IReadOnlyList<DicomTag> Tags { get; } = [DicomTag.ModalitiesInStudy, DicomTag.NumberOfStudyRelatedSeries, DicomTag.NumberOfStudyRelatedInstances];

    /// <summary>The study with these attributes, as the PACS has them or else counted.</summary>
    public static DicomDataset Of(DicomDataset study, IReadOnlyList<FoundSeries> series)
    {
        var completed = study.Clone();
        if (!study.TryGetString(DicomTag.ModalitiesInStudy, out _) && series.All(one => one.Modality is not null))
            completed.AddOrUpdate(DicomTag.ModalitiesInStudy, [.. series.Select(one => one.Modality!).Distinct().Order(StringComparer.Ordinal)]);
        if (!study.TryGetString(DicomTag.NumberOfStudyRelatedSeries, out _))
            completed.AddOrUpdate(DicomTag.NumberOfStudyRelatedSeries, series.Count.ToString(CultureInfo.InvariantCulture));
        if (!study.TryGetString(DicomTag.NumberOfStudyRelatedInstances, out _) && series.All(one => one.Instances is not null))
            completed.AddOrUpdate(DicomTag.NumberOfStudyRelatedInstances, series.Sum(one => one.Instances!.Value).ToString(CultureInfo.InvariantCulture));
        return completed;
    }
}
