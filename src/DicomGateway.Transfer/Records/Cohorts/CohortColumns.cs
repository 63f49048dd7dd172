using System.Text.Json;
using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Jobs.Cohorts.Finding;
using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.Cohorts;

/// <summary>How cohorts stand in the database.</summary>
internal static class CohortColumns
{
    public const string Preview =
        """
        SELECT p.preview_id, c.name, p.state, p.repeats_version, p.started_at, p.started_by, p.ended_at, p.picks_series, p.tally, p.problem,
               p.manifest_sha256, p.selection_sha256, p.version, p.frozen_at, p.frozen_by, p.why, p.sha256
        FROM cohort_previews p JOIN cohorts c ON c.cohort_id = p.cohort_id
        """;

    public const string Study = "SELECT found_id, row, line, pacs, study_hash, sealed_study, instances, reason, is_unknown FROM cohort_studies";

    public static CohortPreview ToPreview(RecordsRow row) => new()
    {
        Id = row.Number(0),
        Cohort = row.Text(1),
        State = (CohortPreviewState)row.Int(2),
        RepeatsVersion = (int?)row.NumberOrNull(3),
        StartedAt = row.Time(4),
        StartedBy = row.Text(5),
        EndedAt = row.TimeOrNull(6),
        PicksSeries = row.Flag(7),
        Tally = JsonSerializer.Deserialize<CohortTally>(row.Text(8))!,
        Problem = row.TextOrNull(9),
        ManifestSha256 = row.TextOrNull(10),
        SelectionSha256 = row.TextOrNull(11),
        Version = (int?)row.NumberOrNull(12),
        FrozenAt = row.TimeOrNull(13),
        FrozenBy = row.TextOrNull(14),
        Why = row.TextOrNull(15),
        Sha256 = row.TextOrNull(16),
    };

    public static string ToText(CohortTally tally) => JsonSerializer.Serialize(tally);

    public static CohortRow ToRow(RecordsRow row, RecordsCipher cipher) => new(
        row.Number(0),
        (int?)row.NumberOrNull(1) ?? 0,
        (int?)row.NumberOrNull(2),
        new FoundStudy
        {
            Pacs = row.Text(3),
            Facts = cipher.Decrypt<StudyFacts>(StudyPlace(row.Bytes(4)), row.Bytes(5)),
            Instances = (int?)row.NumberOrNull(6),
            Reason = row.TextOrNull(7),
            IsUnknown = row.Flag(8),
        });

    public static FoundSeries ToSeries(RecordsRow row, RecordsCipher cipher) => new(
        cipher.Decrypt<string>(SeriesPlace(row.Bytes(0)), row.Bytes(1)), row.TextOrNull(2), (int?)row.NumberOrNull(3), row.TextOrNull(4), row.Flag(5));

    public static string StudyPlace(byte[] hash) => "cohort study " + Convert.ToHexStringLower(hash);

    public static string SeriesPlace(byte[] hash) => "cohort series " + Convert.ToHexStringLower(hash);

    public static string TextPlace(string cohort) => "cohort text " + cohort;
}
