using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Transfer.Records.Holds;

/// <summary>Reads holds with their findings.</summary>
internal static class HoldColumns
{
    private const string All = "h.hold_id, h.study_id, s.project, h.revision, h.stage, h.since, h.decision, h.decided_by, h.decided_at, h.why";

    /// <param name="session">Where to ask.</param>
    /// <param name="where">Condition and order, of holds as h and studies as s.</param>
    /// <param name="values">Its values.</param>
    public static IReadOnlyList<HoldRecord> List(RecordsSession session, string where, params ReadOnlySpan<object?> values) =>
    [
        .. session.Query($"SELECT {All} FROM holds h JOIN studies s ON s.study_id = h.study_id WHERE {where}", ToHold, values).Select(hold => hold with
        {
            Findings = session.Query(
                $"SELECT {FindingColumns.All} FROM findings WHERE hold_id = $1 ORDER BY finding_id", FindingColumns.ToFinding, hold.HoldId),
        }),
    ];

    private static HoldRecord ToHold(RecordsRow row) => new()
    {
        HoldId = row.Number(0),
        StudyId = row.Number(1),
        Project = row.Text(2),
        Revision = row.Int(3),
        Stage = row.Text(4),
        Since = row.Time(5),
        Findings = [],
        Decision = (HoldDecision)row.Int(6),
        DecidedBy = row.TextOrNull(7),
        DecidedAt = row.TimeOrNull(8),
        Why = row.TextOrNull(9),
    };
}
