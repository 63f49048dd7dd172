using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Jobs.Probing;

/// <summary>Keys that archives may or may not support (PS3.4 C.6.1.1, C.6.2.1), and for each that is matched a value that no object has.</summary>
internal static class OptionalKeys
{
    private const string NoSuchText = "ZZ9NOSUCHVALUE";

    private static readonly OptionalKey[] Study =
    [
        new(DicomTag.PatientName, NoSuchText), new(DicomTag.PatientID, NoSuchText), new(DicomTag.PatientBirthDate, "18010203"), new(DicomTag.PatientSex, "Z"),
        new(DicomTag.AccessionNumber, NoSuchText), new(DicomTag.StudyID, NoSuchText), new(DicomTag.StudyDate, null), new(DicomTag.StudyTime, null),
        new(DicomTag.StudyDescription, NoSuchText), new(DicomTag.ReferringPhysicianName, NoSuchText), new(DicomTag.ModalitiesInStudy, "ZZ"),
        new(DicomTag.InstitutionName, NoSuchText), new(DicomTag.SOPClassesInStudy, "1.2.840.10008.9.9.9"), new(DicomTag.PatientAge, null),
        new(DicomTag.NumberOfStudyRelatedSeries, null), new(DicomTag.NumberOfStudyRelatedInstances, null),
    ];

    private static readonly OptionalKey[] Series =
    [
        new(DicomTag.Modality, "ZZ"), new(DicomTag.SeriesNumber, "987654"), new(DicomTag.SeriesDescription, NoSuchText), new(DicomTag.BodyPartExamined, "ZZ9NOSUCHPART"),
        new(DicomTag.ProtocolName, NoSuchText), new(DicomTag.SeriesDate, "18010203"), new(DicomTag.StationName, NoSuchText), new(DicomTag.Manufacturer, NoSuchText),
        new(DicomTag.NumberOfSeriesRelatedInstances, null),
    ];

    private static readonly OptionalKey[] Image =
    [
        new(DicomTag.InstanceNumber, "987654"), new(DicomTag.SOPClassUID, "1.2.840.10008.9.9.9"), new(DicomTag.Rows, null), new(DicomTag.NumberOfFrames, null),
    ];

    public static IReadOnlyList<OptionalKey> Of(QueryLevel level) => level switch
    {
        QueryLevel.Study => Study,
        QueryLevel.Series => Series,
        QueryLevel.Image => Image,
        _ => [],
    };

    /// <param name="Tag">The attribute.</param>
    /// <param name="Absurd">A value that no object has; null where matching is not asked for.</param>
    internal sealed record OptionalKey(DicomTag Tag, string? Absurd)
    {
        public string Keyword => DicomDictionary.Find(Tag)!.Keyword;

        public void AddEmpty(DicomDataset keys) => keys.AddOrUpdate(Tag, Array.Empty<string>());
    }
}
