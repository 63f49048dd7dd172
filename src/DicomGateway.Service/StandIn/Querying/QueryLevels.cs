using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Service.StandIn.Querying;

/// <summary>Levels and their unique keys (PS3.4 C.6).</summary>
internal static class QueryLevels
{
    public static IReadOnlyList<DicomTag> UniqueKeys { get; } =
        [DicomTag.PatientID, DicomTag.StudyInstanceUID, DicomTag.SeriesInstanceUID, DicomTag.SOPInstanceUID];

    public static DicomTag UniqueKey(QueryLevel level) => UniqueKeys[(int)level];

    public static IEnumerable<DicomTag> KeysAbove(InformationModel model, QueryLevel level) =>
        UniqueKeys.Take((int)level).Skip(model == InformationModel.StudyRoot ? 1 : 0);

    public static string Text(QueryLevel level) => level.ToString().ToUpperInvariant();

    public static bool TryParse(string text, out QueryLevel level)
    {
        var isKnown = text is "PATIENT" or "STUDY" or "SERIES" or "IMAGE";
        level = isKnown ? Enum.Parse<QueryLevel>(text, ignoreCase: true) : default;
        return isKnown;
    }
}
