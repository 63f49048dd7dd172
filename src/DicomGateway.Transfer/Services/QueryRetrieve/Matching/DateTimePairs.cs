using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Matching;

/// <summary>Attributes that are a date and its time: as ranges of both they mean one range of moments where that is negotiated (PS3.4 C.5.1.1).</summary>
internal static class DateTimePairs
{
    private static readonly (DicomTag Date, DicomTag Time)[] Known =
    [
        (DicomTag.StudyDate, DicomTag.StudyTime), (DicomTag.SeriesDate, DicomTag.SeriesTime), (DicomTag.AcquisitionDate, DicomTag.AcquisitionTime),
        (DicomTag.ContentDate, DicomTag.ContentTime), (DicomTag.InstanceCreationDate, DicomTag.InstanceCreationTime),
        (DicomTag.PatientBirthDate, DicomTag.PatientBirthTime),
        (DicomTag.PerformedProcedureStepStartDate, DicomTag.PerformedProcedureStepStartTime),
        (DicomTag.ScheduledProcedureStepStartDate, DicomTag.ScheduledProcedureStepStartTime),
    ];

    public static IReadOnlyList<MomentMatch> Find(DicomDataset keys) => [.. Known.Select(pair => Find(keys, pair.Date, pair.Time)).OfType<MomentMatch>()];

    /// <summary>Without a range of dates the two keys mean the same combined and apart.</summary>
    private static MomentMatch? Find(DicomDataset keys, DicomTag date, DicomTag time) =>
        keys.GetStrings(date) is [var days] && keys.GetStrings(time) is [var times]
        && TemporalRange.Read(DicomVR.DA, days) is { IsSingle: false } dates && TemporalRange.Read(DicomVR.TM, times) is { } hours
            ? new MomentMatch(date, time, dates, hours)
            : null;
}
