using System.Runtime.CompilerServices;
using DicomGateway.Transfer.Jobs.Cohorts.Finding;
using DicomGateway.Transfer.Jobs.Cohorts.Lists;
using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.Cohorts;

/// <summary>Reads what previews and versions hold, page by page.</summary>
internal sealed class CohortContentStore(RecordsContext context)
{
    private const int Page = 200;

    /// <summary>The studies in the order of their numbers.</summary>
    /// <param name="previewId">The preview.</param>
    /// <param name="isSelected">True for the selected ones only.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<CohortRow> ReadAsync(long previewId, bool isSelected, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = 0;
        while (true)
        {
            var page = await context.ReadAsync(session => ReadPage(session, previewId, isSelected, after), cancellationToken).ConfigureAwait(false);
            foreach (var row in page)
                yield return row;
            if (page.Count < Page)
                yield break;
            after = page[^1].Row;
        }
    }

    /// <summary>The rows of the list in their order.</summary>
    public ValueTask<IReadOnlyList<ListRow>> ReadListAsync(long previewId, CancellationToken cancellationToken) =>
        context.ReadAsync<IReadOnlyList<ListRow>>(
            session => session.Query(
                "SELECT line, state, note, studies FROM cohort_rows WHERE preview_id = $1 ORDER BY line",
                row => new ListRow(row.Int(0), (ListRowState)row.Int(1), row.TextOrNull(2), row.Int(3)),
                previewId),
            cancellationToken);

    /// <summary>How many studies there are of each reason; null for the selected ones.</summary>
    public ValueTask<IReadOnlyList<ReasonCount>> CountStudiesAsync(long previewId, CancellationToken cancellationToken) =>
        context.ReadAsync<IReadOnlyList<ReasonCount>>(
            session => session.Query(
                """
                SELECT reason, is_unknown, COUNT(*), COUNT(instances), SUM(instances) FROM cohort_studies
                WHERE preview_id = $1 GROUP BY reason, is_unknown ORDER BY reason, is_unknown
                """,
                ToCount, previewId),
            cancellationToken);

    /// <summary>How many series of studies that were looked into there are of each reason; null for the selected ones.</summary>
    public ValueTask<IReadOnlyList<ReasonCount>> CountSeriesAsync(long previewId, CancellationToken cancellationToken) =>
        context.ReadAsync<IReadOnlyList<ReasonCount>>(
            session => session.Query(
                """
                SELECT r.reason, r.is_unknown, COUNT(*), COUNT(r.instances), SUM(r.instances)
                FROM cohort_studies s JOIN cohort_series r ON r.found_id = s.found_id
                WHERE s.preview_id = $1 GROUP BY r.reason, r.is_unknown ORDER BY r.reason, r.is_unknown
                """,
                ToCount, previewId),
            cancellationToken);

    /// <summary>Criteria and list as they were given, decrypted.</summary>
    public ValueTask<(string Criteria, string? List)> ReadTextsAsync(long previewId, CancellationToken cancellationToken) =>
        context.ReadAsync(
            session => session.Query(
                "SELECT c.name, p.sealed_criteria, p.sealed_list FROM cohort_previews p JOIN cohorts c ON c.cohort_id = p.cohort_id WHERE p.preview_id = $1",
                row =>
                {
                    var place = CohortColumns.TextPlace(row.Text(0));
                    var list = row.BytesOrNull(2) is { } bytes ? context.Cipher.Decrypt<string>(place, bytes) : null;
                    return (context.Cipher.Decrypt<string>(place, row.Bytes(1)), list);
                },
                previewId)[0],
            cancellationToken);

    private static ReasonCount ToCount(RecordsRow row) => new(row.TextOrNull(0), row.Flag(1), row.Int(2), row.Int(3), row.NumberOrNull(4) ?? 0);

    private List<CohortRow> ReadPage(RecordsSession session, long previewId, bool isSelected, int after)
    {
        var filter = isSelected ? " AND reason IS NULL" : "";
        var rows = session.Query(
            CohortColumns.Study + $" WHERE preview_id = $1 AND row > $2{filter} ORDER BY row LIMIT $3", row => CohortColumns.ToRow(row, context.Cipher), previewId, after, Page);
        return rows.ConvertAll(row => row with { Study = row.Study with { Series = ReadSeries(session, row.FoundId), AlsoAt = ReadPacs(session, row.FoundId) } });
    }

    private static List<string> ReadPacs(RecordsSession session, long foundId) =>
        session.Query("SELECT pacs FROM cohort_study_pacs WHERE found_id = $1 ORDER BY number", row => row.Text(0), foundId);

    private List<FoundSeries> ReadSeries(RecordsSession session, long foundId)
    {
        var series = session.Query(
            "SELECT series_hash, sealed_series, modality, instances, reason, is_unknown FROM cohort_series WHERE found_id = $1",
            row => CohortColumns.ToSeries(row, context.Cipher), foundId);
        series.Sort((one, other) => string.CompareOrdinal(one.SeriesInstanceUid, other.SeriesInstanceUid));
        return series;
    }
}
