using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Service.Commands.Queries;

/// <summary>The keys of a query: those of the command line, and the usual ones of the level.</summary>
internal static class QueryKeys
{
    private static readonly string[] Patient = ["PatientID", "PatientName", "PatientBirthDate", "PatientSex"];

    private static readonly string[] Study =
        ["StudyInstanceUID", "PatientID", "PatientName", "StudyDate", "AccessionNumber", "ModalitiesInStudy", "StudyDescription", "NumberOfStudyRelatedInstances"];

    private static readonly string[] Series =
        ["StudyInstanceUID", "SeriesInstanceUID", "Modality", "SeriesNumber", "SeriesDescription", "NumberOfSeriesRelatedInstances"];

    private static readonly string[] Image = ["StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID", "SOPClassUID", "InstanceNumber"];

    private static readonly string[] Worklist =
    [
        "PatientID", "PatientName", "AccessionNumber", "StudyInstanceUID", "RequestedProcedureDescription", "ScheduledProcedureStepSequence.Modality",
        "ScheduledProcedureStepSequence.ScheduledStationAETitle", "ScheduledProcedureStepSequence.ScheduledProcedureStepStartDate",
        "ScheduledProcedureStepSequence.ScheduledProcedureStepStartTime", "ScheduledProcedureStepSequence.ScheduledProcedureStepDescription",
    ];

    public static IReadOnlyList<QueryKey> For(QueryLevel level, IReadOnlyList<string> given) => Merge(given, level switch
    {
        QueryLevel.Patient => Patient,
        QueryLevel.Study => Study,
        QueryLevel.Series => Series,
        _ => Image,
    });

    public static IReadOnlyList<QueryKey> ForWorklist(IReadOnlyList<string> given) => Merge(given, Worklist);

    /// <summary>Text that ASCII does not have is sent in UTF-8.</summary>
    public static DicomDataset Identifier(IReadOnlyList<QueryKey> keys)
    {
        var identifier = new DicomDataset();
        if (keys.Any(key => key.Values.Any(value => value.Any(character => character > '\x7f'))))
            identifier.AddOrUpdate(DicomTag.SpecificCharacterSet, "ISO_IR 192");
        foreach (var key in keys)
            key.AddTo(identifier);
        return identifier;
    }

    private static List<QueryKey> Merge(IReadOnlyList<string> given, string[] usual)
    {
        var keys = given.Select(QueryKey.Parse).ToList();
        return [.. keys, .. usual.Select(QueryKey.Parse).Where(key => keys.All(known => !known.Path.SequenceEqual(key.Path)))];
    }
}
