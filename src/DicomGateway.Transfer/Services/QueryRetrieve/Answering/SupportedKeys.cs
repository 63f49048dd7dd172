using System.Collections.Frozen;
using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Records.Catalogue;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Answering;

/// <summary>Which attributes are matched and returned at a level: those of the level and of all above.</summary>
internal static class SupportedKeys
{
    private static readonly FrozenSet<DicomTag>[] Matched =
    [
        CatalogueAttributes.Patient.ToFrozenSet(),
        CatalogueAttributes.Patient.Concat(OfStudy).ToFrozenSet(),
        CatalogueAttributes.Patient.Concat(OfStudy).Concat(CatalogueAttributes.Series).ToFrozenSet(),
        CatalogueAttributes.Patient.Concat(OfStudy).Concat(CatalogueAttributes.Series).Concat(CatalogueAttributes.Instance).ToFrozenSet(),
    ];

    private static IEnumerable<DicomTag> OfStudy => CatalogueAttributes.Study.Append(DicomTag.ModalitiesInStudy).Append(DicomTag.SOPClassesInStudy);

    /// <summary>The attribute is matched against a key of a query at the level.</summary>
    public static bool IsMatched(QueryLevel level, DicomTag tag) => Matched[(int)level].Contains(tag);

    /// <summary>The attribute is returned, though a value of it is not matched.</summary>
    public static bool IsOnlyReturned(QueryLevel level, DicomTag tag) =>
        IsAboutAnswer(tag) || tag == DicomTag.NumberOfPatientRelatedStudies || tag == DicomTag.NumberOfPatientRelatedSeries || tag == DicomTag.NumberOfPatientRelatedInstances
        || (level >= QueryLevel.Study && (tag == DicomTag.NumberOfStudyRelatedSeries || tag == DicomTag.NumberOfStudyRelatedInstances))
        || (level >= QueryLevel.Series && tag == DicomTag.NumberOfSeriesRelatedInstances)
        || (level == QueryLevel.Image && tag == DicomTag.AvailableTransferSyntaxUID);

    /// <summary>Says how question or answer is meant.</summary>
    public static bool IsAboutAnswer(DicomTag tag) =>
        tag == DicomTag.SpecificCharacterSet || tag == DicomTag.QueryRetrieveLevel || tag == DicomTag.RetrieveAETitle || tag == DicomTag.InstanceAvailability;
}
