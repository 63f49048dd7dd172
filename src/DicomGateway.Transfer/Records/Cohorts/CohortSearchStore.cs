using System.Globalization;
using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Jobs.Cohorts.Finding;
using DicomGateway.Transfer.Jobs.Cohorts.Lists;
using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.Cohorts;

/// <summary>Takes in what a search finds, page by page.</summary>
internal sealed class CohortSearchStore(RecordsContext context)
{
    /// <summary>Previews of a cohort that are kept besides its versions: more would be patients' data for nothing.</summary>
    private const int Kept = 5;

    /// <summary>Begins a preview, and the cohort when it is new.</summary>
    public ValueTask<long> BeginAsync(CohortStart start, CancellationToken cancellationToken) => context.Writer.RunAsync(
        session =>
        {
            session.Execute(
                "INSERT INTO cohorts(name, created_at, created_by) VALUES ($1, $2, $3) ON CONFLICT(name) DO NOTHING", start.Cohort, context.Now, start.By);
            var cohort = session.GetNumber("SELECT cohort_id FROM cohorts WHERE name = $1", start.Cohort);
            session.Execute(
                """
                DELETE FROM cohort_previews WHERE cohort_id = $1 AND version IS NULL AND state <> $2 AND preview_id NOT IN
                (SELECT preview_id FROM cohort_previews WHERE cohort_id = $1 AND version IS NULL ORDER BY preview_id DESC LIMIT $3)
                """,
                cohort, CohortPreviewState.Running, Kept - 1);
            var place = CohortColumns.TextPlace(start.Cohort);
            var preview = session.GetNumber(
                """
                INSERT INTO cohort_previews(cohort_id, state, repeats_version, started_at, started_by, sealed_criteria, sealed_list, picks_series, tally, judges_received)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING preview_id
                """,
                cohort, CohortPreviewState.Running, start.RepeatsVersion, context.Now, start.By, context.Cipher.Encrypt(place, start.Criteria),
                start.List is null ? null : context.Cipher.Encrypt(place, start.List), start.PicksSeries, CohortColumns.ToText(new CohortTally()), start.JudgesReceived);
            foreach (var row in start.Rows)
            {
                session.Execute(
                    "INSERT INTO cohort_rows(preview_id, line, state, note) VALUES ($1, $2, $3, $4)", preview, row.Line, row.State, row.Note);
            }
            Audit(session, "cohort.previewing", start.By, start.Cohort, preview);
            return preview;
        },
        cancellationToken);

    /// <summary>The PACS that a study was found in before, or null.</summary>
    public ValueTask<string?> FindPacsAsync(long previewId, string studyUid, CancellationToken cancellationToken) => context.ReadAsync(
        session => session.Find("SELECT pacs FROM cohort_studies WHERE preview_id = $1 AND study_hash = $2", row => row.Text(0), previewId, StudyHash(previewId, studyUid)),
        cancellationToken);

    /// <summary>Notes that studies that were found before are in this PACS, too.</summary>
    public ValueTask AddPacsAsync(long previewId, string pacs, IReadOnlyList<string> studyUids, CancellationToken cancellationToken) => context.Writer.RunAsync(
        session =>
        {
            foreach (var uid in studyUids)
            {
                session.Execute(
                    """
                    INSERT INTO cohort_study_pacs(found_id, number, pacs)
                    SELECT s.found_id, (SELECT COUNT(*) FROM cohort_study_pacs a WHERE a.found_id = s.found_id), $3 FROM cohort_studies s
                    WHERE s.preview_id = $1 AND s.study_hash = $2 AND s.pacs <> $3 ON CONFLICT(found_id, pacs) DO NOTHING
                    """,
                    previewId, StudyHash(previewId, uid), pacs);
            }
        },
        cancellationToken);

    /// <summary>Takes studies in that were not found before, and how far the search is.</summary>
    public async ValueTask AddAsync(long previewId, IReadOnlyList<FoundStudy> studies, CohortTally tally, CancellationToken cancellationToken)
    {
        await context.Writer.RunAsync(
            session =>
            {
                foreach (var study in studies)
                    Add(session, previewId, study);
                session.Execute("UPDATE cohort_previews SET tally = $2 WHERE preview_id = $1", previewId, CohortColumns.ToText(tally));
            },
            cancellationToken).ConfigureAwait(false);
        context.Signals.Raise(RecordsChange.State);
    }

    /// <inheritdoc cref="CohortNumbering"/>
    public ValueTask NumberAsync(long previewId, CancellationToken cancellationToken) => new CohortNumbering(context).NumberAsync(previewId, cancellationToken);

    /// <summary>Ends a preview. What it asked for and nobody has is not found when all was asked.</summary>
    public async ValueTask EndAsync(long previewId, CohortPreviewState state, CohortTally tally, string? problem, CohortHashes? hashes, CancellationToken cancellationToken)
    {
        await context.Writer.RunAsync(
            session =>
            {
                session.Execute(
                    """
                    UPDATE cohort_rows SET state = CASE studies WHEN 0 THEN $2 WHEN 1 THEN $3 ELSE $4 END WHERE preview_id = $1 AND state = $5
                    AND (studies > 0 OR $6)
                    """,
                    previewId, ListRowState.NotFound, ListRowState.Found, ListRowState.FoundSeveral, ListRowState.Asked, state == CohortPreviewState.Done);
                session.Execute(
                    "UPDATE cohort_previews SET state = $2, ended_at = $3, tally = $4, problem = $5, manifest_sha256 = $6, selection_sha256 = $7 WHERE preview_id = $1",
                    previewId, state, context.Now, CohortColumns.ToText(tally), problem, hashes?.Manifest, hashes?.Selection);
                var cohort = session.Find(CohortColumns.Preview + " WHERE p.preview_id = $1", CohortColumns.ToPreview, previewId)!;
                Audit(session, $"cohort.{state.ToString().ToLowerInvariant()}", cohort.StartedBy, cohort.Cohort, previewId);
            },
            cancellationToken).ConfigureAwait(false);
        context.Signals.Raise(RecordsChange.State);
    }

    /// <summary>At start: what ran when the process ended has failed.</summary>
    public ValueTask<int> EndInterruptedAsync(CancellationToken cancellationToken) => context.Writer.RunAsync(
        session => session.Execute(
            "UPDATE cohort_previews SET state = $1, ended_at = $2, problem = $3 WHERE state = $4",
            CohortPreviewState.Failed, context.Now, "The service ended meanwhile: preview again.", CohortPreviewState.Running),
        cancellationToken);

    public ValueTask<int> CountRowsAsync(long previewId, ListRowState state, CancellationToken cancellationToken) => context.ReadAsync(
        session => (int)session.GetNumber("SELECT COUNT(*) FROM cohort_rows WHERE preview_id = $1 AND state = $2 AND studies = 0", previewId, state), cancellationToken);

    private void Add(RecordsSession session, long previewId, FoundStudy study)
    {
        var hash = StudyHash(previewId, study.Facts.StudyInstanceUid);
        var found = session.GetNumber(
            """
            INSERT INTO cohort_studies(preview_id, line, pacs, study_hash, sealed_study, instances, reason, is_unknown)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING found_id
            """,
            previewId, study.Lines.Count > 0 ? study.Lines[0] : null, study.Pacs, hash, context.Cipher.Encrypt(CohortColumns.StudyPlace(hash), study.Facts),
            study.Instances, study.Reason, study.IsUnknown);
        foreach (var series in study.Series)
        {
            var seriesHash = context.Cipher.Hash("cohort series", Scope(previewId), study.Facts.StudyInstanceUid + "\0" + series.SeriesInstanceUid);
            session.Execute(
                """
                INSERT INTO cohort_series(found_id, series_hash, sealed_series, modality, instances, reason, is_unknown) VALUES ($1, $2, $3, $4, $5, $6, $7)
                """,
                found, seriesHash, context.Cipher.Encrypt(CohortColumns.SeriesPlace(seriesHash), series.SeriesInstanceUid), series.Modality, series.Instances,
                series.Reason, series.IsUnknown);
        }
        foreach (var line in study.Lines)
            session.Execute("UPDATE cohort_rows SET studies = studies + 1 WHERE preview_id = $1 AND line = $2", previewId, line);
    }

    // Bound to the preview: two previews do not tell by their hashes what they have in common.
    private byte[] StudyHash(long previewId, string studyUid) => context.Cipher.Hash("cohort study", Scope(previewId), studyUid);

    private static string Scope(long previewId) => previewId.ToString(CultureInfo.InvariantCulture);

    private void Audit(RecordsSession session, string action, string by, string cohort, long previewId) =>
        AuditChain.Append(
            session, context, by, action, detail: new Dictionary<string, string> { ["cohort"] = cohort, ["preview"] = Scope(previewId) });
}
