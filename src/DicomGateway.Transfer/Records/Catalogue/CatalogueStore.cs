using System.Runtime.CompilerServices;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Deliveries;
using DicomGateway.Transfer.Records.Instances;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Catalogue;

/// <summary>
/// What of the de-identified copies may be seen. A study gets in with its seal, or later from its files; it goes with its copies, when it is held or
/// rejected, and when its patient objects.
/// </summary>
public sealed class CatalogueStore
{
    private readonly RecordsContext _context;

    internal CatalogueStore(RecordsContext context) => _context = context;

    /// <summary>The rows of a query, page by page: memory does not grow with their number, and nobody waits for a reader that is slow.</summary>
    public async IAsyncEnumerable<CatalogueRow> ReadAsync(CatalogueQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var lookUp in query.LookUps.DefaultIfEmpty(null))
        {
            var reading = new CatalogueReading(query, lookUp);
            while (!reading.IsOver)
            {
                foreach (var row in await _context.ReadAsync(reading.ReadPage, cancellationToken).ConfigureAwait(false))
                    yield return row;
            }
        }
    }

    /// <summary>Sealed studies that may be seen and are not in the catalogue, each by its newest seal whose copies are there; in the order of seals.</summary>
    /// <param name="after">Seals up to this one are left out.</param>
    /// <param name="limit">Most studies to return; fewer do not mean that there are no more.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The studies, and the last seal that was looked at; null when there are no more.</returns>
    public ValueTask<(IReadOnlyList<UncataloguedStudy> Studies, long? Last)> FindMissingAsync(long after, int limit, CancellationToken cancellationToken) =>
        _context.ReadAsync(
            session =>
            {
                var found = session.Query(
                    """
                    SELECT m.manifest_id, m.study_id, m.folder FROM manifests m JOIN studies s ON s.study_id = m.study_id
                    WHERE m.catalogued = 0 AND m.bytes_state = 1 AND m.manifest_id > $1 AND s.state NOT IN ($2, $3, $5)
                      AND NOT EXISTS (SELECT 1 FROM manifests later WHERE later.study_id = m.study_id AND later.revision > m.revision AND later.bytes_state = 1)
                    ORDER BY m.manifest_id LIMIT $4
                    """,
                    row => new UncataloguedStudy(row.Number(0), row.Number(1), row.Text(2), []), after, StudyState.Held, StudyState.Rejected, limit,
                    StudyState.Excluded);
                IReadOnlyList<UncataloguedStudy> studies =
                [
                    .. found.Where(study => !DeliveryQueue.HasOptedOut(session, study.StudyId))
                        .Select(study => study with { Outputs = Outputs(session, study.ManifestId) }),
                ];
                return (studies, found.Count == 0 ? (long?)null : found[^1].ManifestId);
            },
            cancellationToken);

    /// <summary>Puts a study in, if it may still be seen.</summary>
    public ValueTask AddAsync(UncataloguedStudy study, CatalogueEntry entry, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync(session => CatalogueRows.Write(session, study.StudyId, study.ManifestId, study.Folder, entry), cancellationToken);

    /// <summary>The files of a seal cannot be read: they are not tried again.</summary>
    public ValueTask GiveUpAsync(UncataloguedStudy study, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync(
            session =>
            {
                session.Execute("UPDATE manifests SET catalogued = 2 WHERE manifest_id = $1", study.ManifestId);
            },
            cancellationToken);

    private static List<OutputInstance> Outputs(RecordsSession session, long manifestId) => session.Query(
        $"""
        SELECT {OutputColumns.All} FROM outputs o
        WHERE o.manifest_id = $1 AND NOT EXISTS (SELECT 1 FROM instances i WHERE i.instance_id = o.source_instance AND i.disposition IN ($2, $3))
        ORDER BY o.output_id
        """,
        row => OutputColumns.ToOutput(row, 0), manifestId, InstanceDisposition.Rejected, InstanceDisposition.Excluded);
}
