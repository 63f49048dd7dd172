using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.Studies;

/// <summary>Reads findings.</summary>
internal static class FindingColumns
{
    public const string All = "stage, code, severity, place, text, instance_id";

    public static FindingRecord ToFinding(RecordsRow row) =>
        new(row.Text(0), row.Text(1), (FindingSeverity)row.Int(2), row.TextOrNull(3), row.Text(4), row.IdOrNull(5));
}
