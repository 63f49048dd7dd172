using System.Globalization;
using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.Cohorts;

/// <summary>Makes versions of previews.</summary>
internal sealed class CohortVersionStore(RecordsContext context)
{
    /// <summary>Freezes a preview as the cohort's next version, in one transaction with its audit row.</summary>
    /// <param name="previewId">The preview.</param>
    /// <param name="by">Who freezes it.</param>
    /// <param name="why">The reason.</param>
    /// <param name="seal">SHA-256 of the version, of the preview as it is frozen.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The version, or null when the preview was frozen before or is gone.</returns>
    public ValueTask<CohortPreview?> FreezeAsync(long previewId, string by, string why, Func<CohortPreview, string> seal, CancellationToken cancellationToken) =>
        context.Writer.RunAsync(
            session =>
            {
                if (session.Find(CohortColumns.Preview + " WHERE p.preview_id = $1 AND p.version IS NULL", CohortColumns.ToPreview, previewId) is not { } preview)
                    return null;
                var last = session.GetNumber(
                    "SELECT COALESCE(MAX(p.version), 0) FROM cohort_previews p JOIN cohorts c ON c.cohort_id = p.cohort_id WHERE c.name = $1", preview.Cohort);
                // What is hashed is what is read back: the database keeps microseconds.
                var now = RecordsValue.ToTime(RecordsValue.ToNumber(context.Now));
                var frozen = preview with { Version = (int)last + 1, FrozenAt = now, FrozenBy = by, Why = why };
                frozen = frozen with { Sha256 = seal(frozen) };
                session.Execute(
                    "UPDATE cohort_previews SET version = $2, frozen_at = $3, frozen_by = $4, why = $5, sha256 = $6 WHERE preview_id = $1",
                    previewId, frozen.Version, now, by, why, frozen.Sha256);
                AuditChain.Append(
                    session, context, by, "cohort.frozen",
                    detail: new Dictionary<string, string>
                    {
                        ["cohort"] = frozen.Cohort,
                        ["version"] = frozen.Version.Value.ToString(CultureInfo.InvariantCulture),
                        ["sha256"] = frozen.Sha256!,
                        ["why"] = why,
                    });
                return frozen;
            },
            cancellationToken);

    /// <summary>Records that somebody took identifying content out.</summary>
    public ValueTask RecordExportAsync(string cohort, int version, string by, CancellationToken cancellationToken) => context.Writer.RunAsync(
        session => AuditChain.Append(
            session, context, by, "cohort.exported",
            detail: new Dictionary<string, string> { ["cohort"] = cohort, ["version"] = version.ToString(CultureInfo.InvariantCulture) }),
        cancellationToken);
}
