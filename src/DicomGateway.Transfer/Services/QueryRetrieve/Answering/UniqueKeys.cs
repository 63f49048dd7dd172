using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Answering;

/// <summary>The unique key of each level (PS3.4 C.6.1.1, C.6.2.1).</summary>
internal static class UniqueKeys
{
    public static DicomTag Of(QueryLevel level) => level switch
    {
        QueryLevel.Patient => DicomTag.PatientID,
        QueryLevel.Study => DicomTag.StudyInstanceUID,
        QueryLevel.Series => DicomTag.SeriesInstanceUID,
        _ => DicomTag.SOPInstanceUID,
    };

    /// <summary>Those of the levels above, from the widest.</summary>
    public static IEnumerable<DicomTag> Above(QueryLevel level, InformationModel model)
    {
        for (var above = model == InformationModel.PatientRoot ? QueryLevel.Patient : QueryLevel.Study; above < level; above++)
            yield return Of(above);
    }
}
