using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.Jobs.Items;

/// <summary>Reads items for lists.</summary>
internal static class ItemColumns
{
    /// <summary>Why a person has to decide about a study s: the codes of what was found.</summary>
    private const string HeldFor =
        """
        'Waits for a person: ' || COALESCE((
            SELECT group_concat(DISTINCT COALESCE(f.code, h.stage)) FROM holds h LEFT JOIN findings f ON f.hold_id = h.hold_id
            WHERE h.study_id = s.study_id AND h.decision = 0), 'held') || '.'
        """;

    public static IReadOnlyList<JobItemSummary> List(RecordsSession session, long jobId, JobItemState? state, int afterRow, int limit) =>
    [
        .. session.Query(
            $"""
             SELECT i.item_id, i.row, {JobColumns.ShownState}, i.state_since, CASE WHEN i.state = 5 AND s.state = 4 THEN {HeldFor} ELSE i.reason END, s.study_id, i.rounds, i.due_at, i.expected_count, i.state, i.pacs,
                    (SELECT p.patient_id FROM catalogue_studies c JOIN catalogue_patients p ON p.patient = c.patient WHERE c.study_id = s.study_id)
             FROM {JobColumns.ItemsWithStudies}
             WHERE i.job_id = $1 AND i.row > $2 AND ($3 IS NULL OR {JobColumns.ShownState} = $3) ORDER BY i.row LIMIT $4
             """,
            ToSummary, jobId, (long)afterRow, state, (long)limit).Select(item => item with
            {
                Before = ItemPacs.ListOutcomes(session, item.ItemId),
                Progress = ItemLists.CountProgress(session, JobItemRow.Get(session, item.ItemId), item.StudyId, item.Progress.Expected),
            }),
    ];

    private static JobItemSummary ToSummary(RecordsRow row) => new()
    {
        ItemId = row.Number(0),
        Row = row.Int(1),
        Pacs = row.Text(10),
        State = (JobItemState)row.Int(2),
        StateSince = row.Time(3),
        Reason = row.TextOrNull(4),
        StudyId = row.NumberOrNull(5),
        Pseudonym = row.TextOrNull(11),
        Rounds = row.Int(6),
        Due = row.Int(9) == (int)JobItemState.Waiting && row.Number(7) > 0 ? row.Time(7) : null,
        Progress = ItemProgress.None with { Expected = (int?)row.NumberOrNull(8) },
    };
}
