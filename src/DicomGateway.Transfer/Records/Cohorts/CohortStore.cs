using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Jobs.Cohorts.Lists;
using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.Cohorts;

/// <summary>Cohorts, their previews and frozen versions. What identifies in them is encrypted; a version cannot be changed, not even here.</summary>
public sealed class CohortStore : ICohortSelections
{
    private readonly RecordsContext _context;

    internal CohortStore(RecordsContext context)
    {
        _context = context;
        Search = new CohortSearchStore(context);
        Contents = new CohortContentStore(context);
        Versions = new CohortVersionStore(context);
        Later = new CohortLaterStore(context);
    }

    /// <summary>For a search: puts in what it finds.</summary>
    internal CohortSearchStore Search { get; }

    /// <summary>Reads what was found.</summary>
    internal CohortContentStore Contents { get; }

    /// <summary>Makes versions.</summary>
    internal CohortVersionStore Versions { get; }

    /// <summary>What became of the selected studies.</summary>
    internal CohortLaterStore Later { get; }

    /// <summary>All cohorts by name.</summary>
    public ValueTask<IReadOnlyList<CohortSummary>> ListAsync(CancellationToken cancellationToken) =>
        _context.ReadAsync<IReadOnlyList<CohortSummary>>(
            session => session.InSnapshot(() =>
            {
                var cohorts = session.Query(
                    "SELECT name, created_at, created_by FROM cohorts ORDER BY name", row => (Name: row.Text(0), At: row.Time(1), By: row.Text(2)));
                return cohorts.ConvertAll(cohort => new CohortSummary(
                    cohort.Name,
                    cohort.At,
                    cohort.By,
                    session.Find(CohortColumns.Preview + " WHERE c.name = $1 AND p.version IS NOT NULL ORDER BY p.version DESC LIMIT 1", CohortColumns.ToPreview, cohort.Name),
                    session.Find(CohortColumns.Preview + " WHERE c.name = $1 ORDER BY p.preview_id DESC LIMIT 1", CohortColumns.ToPreview, cohort.Name)));
            }),
            cancellationToken);

    /// <summary>Previews and versions of a cohort, the newest first; empty when there is no such cohort.</summary>
    public ValueTask<IReadOnlyList<CohortPreview>> ListPreviewsAsync(string cohort, CancellationToken cancellationToken) =>
        _context.ReadAsync<IReadOnlyList<CohortPreview>>(
            session => session.Query(CohortColumns.Preview + " WHERE c.name = $1 ORDER BY p.preview_id DESC", CohortColumns.ToPreview, cohort), cancellationToken);

    public ValueTask<CohortPreview?> FindPreviewAsync(long previewId, CancellationToken cancellationToken) =>
        _context.ReadAsync(
            session => session.Find(CohortColumns.Preview + " WHERE p.preview_id = $1", CohortColumns.ToPreview, previewId), cancellationToken);

    public ValueTask<CohortPreview?> FindVersionAsync(string cohort, int version, CancellationToken cancellationToken) =>
        _context.ReadAsync(
            session => session.Find(CohortColumns.Preview + " WHERE c.name = $1 AND p.version = $2", CohortColumns.ToPreview, cohort, version), cancellationToken);

    /// <summary>The rows of a preview's list in their order.</summary>
    public ValueTask<IReadOnlyList<ListRow>> ReadListAsync(long previewId, CancellationToken cancellationToken) => Contents.ReadListAsync(previewId, cancellationToken);

    /// <summary>The PACS that have something of what a frozen version selects; empty when there is no such version.</summary>
    public ValueTask<IReadOnlyList<string>> ListPacsAsync(string cohort, int version, CancellationToken cancellationToken) =>
        _context.ReadAsync<IReadOnlyList<string>>(
            session => session.Query(
                """
                WITH chosen AS (
                    SELECT s.found_id, s.pacs FROM cohort_studies s JOIN cohort_previews p ON p.preview_id = s.preview_id JOIN cohorts c ON c.cohort_id = p.cohort_id
                    WHERE c.name = $1 AND p.version = $2 AND s.reason IS NULL)
                SELECT pacs FROM chosen UNION SELECT a.pacs FROM chosen JOIN cohort_study_pacs a ON a.found_id = chosen.found_id ORDER BY 1
                """,
                row => row.Text(0), cohort, version),
            cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SelectedStudy> ReadSelectionAsync(
        string cohort, int version, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var frozen = await FindVersionAsync(cohort, version, cancellationToken).ConfigureAwait(false)
            ?? throw new RecordsException($"There is no frozen version {version} of cohort {cohort}.");
        await foreach (var row in Contents.ReadAsync(frozen.Id, isSelected: true, cancellationToken).ConfigureAwait(false))
        {
            var series = row.Study.Series.Where(one => one.Reason is null).Select(one => new SelectedSeries(one.SeriesInstanceUid, one.Instances)).ToList();
            yield return new SelectedStudy(row.Row, row.Study.Facts.StudyInstanceUid, row.Study.Facts.PatientId, frozen.PicksSeries ? series : null, row.Study.Instances)
            {
                Pacs = row.Study.Pacs,
                AlsoAt = row.Study.AlsoAt,
            };
        }
    }
}
