using DicomGateway.Transfer.Jobs.Cohorts.Finding;
using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.Cohorts;

/// <summary>
/// Numbers the studies of a preview by their UIDs, so that equal findings have equal numbers in whatever order they came. The database has UIDs
/// encrypted and cannot sort them; they are not held in memory together either. So each is first put into one of many parts between bounds that a
/// sample gives, then part after part is sorted here. A part that waits for its numbers has a negative one.
/// </summary>
internal sealed class CohortNumbering(RecordsContext context)
{
    /// <summary>Studies of a part, more or less, and of a transaction.</summary>
    private const int AtOnce = 2000;

    /// <summary>Of each part so many are in the sample: parts are then of much the same size.</summary>
    private const int SampledOfPart = 8;

    private const string Sealed = "SELECT found_id, study_hash, sealed_study FROM cohort_studies WHERE preview_id = $1";

    public async ValueTask NumberAsync(long previewId, CancellationToken cancellationToken)
    {
        var count = await context.ReadAsync(
            session => session.GetNumber("SELECT COUNT(*) FROM cohort_studies WHERE preview_id = $1", previewId), cancellationToken).ConfigureAwait(false);
        var bounds = await FindBoundsAsync(previewId, (int)((count + AtOnce - 1) / AtOnce), cancellationToken).ConfigureAwait(false);
        await DivideAsync(previewId, bounds, cancellationToken).ConfigureAwait(false);
        var next = 1;
        for (var part = 0; part <= bounds.Count; part++)
            next += await NumberPartAsync(previewId, part, next, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keyed hashes are in no order of anything: the first of them are a sample as good as any.</summary>
    private async ValueTask<List<string>> FindBoundsAsync(long previewId, int parts, CancellationToken cancellationToken)
    {
        if (parts <= 1)
            return [];
        var sample = await context.ReadAsync(
            session => session.Query(Sealed + " ORDER BY study_hash LIMIT $2", row => ToStudy(row).Uid, previewId, (long)parts * SampledOfPart), cancellationToken)
            .ConfigureAwait(false);
        sample.Sort(string.CompareOrdinal);
        return [.. Enumerable.Range(1, parts - 1).Select(part => sample[part * sample.Count / parts]).Distinct(StringComparer.Ordinal)];
    }

    private async ValueTask DivideAsync(long previewId, List<string> bounds, CancellationToken cancellationToken)
    {
        byte[] after = [];
        while (true)
        {
            var start = after;
            var page = await context.ReadAsync(
                session => session.Query(Sealed + " AND study_hash > $2 ORDER BY study_hash LIMIT $3", ToStudy, previewId, start, (long)AtOnce), cancellationToken)
                .ConfigureAwait(false);
            if (page.Count == 0)
                return;
            await WriteAsync([.. page.Select(study => (study.FoundId, MarkOf(PartOf(bounds, study.Uid))))], cancellationToken).ConfigureAwait(false);
            after = page[^1].Hash;
        }
    }

    private async ValueTask<int> NumberPartAsync(long previewId, int part, int first, CancellationToken cancellationToken)
    {
        var studies = await context.ReadAsync(session => session.Query(Sealed + " AND row = $2", ToStudy, previewId, MarkOf(part)), cancellationToken).ConfigureAwait(false);
        studies.Sort((one, other) => string.CompareOrdinal(one.Uid, other.Uid));
        foreach (var page in studies.Select((study, index) => (study.FoundId, (long)first + index)).Chunk(AtOnce))
            await WriteAsync(page, cancellationToken).ConfigureAwait(false);
        return studies.Count;
    }

    private ValueTask WriteAsync((long FoundId, long Row)[] rows, CancellationToken cancellationToken) => context.Writer.RunAsync(
        session =>
        {
            foreach (var (found, row) in rows)
                session.Execute("UPDATE cohort_studies SET row = $2 WHERE found_id = $1", found, row);
        },
        cancellationToken);

    private static int PartOf(List<string> bounds, string uid)
    {
        var index = bounds.BinarySearch(uid, StringComparer.Ordinal);
        return index >= 0 ? index + 1 : ~index;
    }

    private static long MarkOf(int part) => -1L - part;

    private SealedStudy ToStudy(RecordsRow row) => new(
        row.Number(0), row.Bytes(1), context.Cipher.Decrypt<StudyFacts>(CohortColumns.StudyPlace(row.Bytes(1)), row.Bytes(2)).StudyInstanceUid);

    private sealed record SealedStudy(long FoundId, byte[] Hash, string Uid);
}
