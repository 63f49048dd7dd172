using DicomGateway.Transfer.Jobs.Cohorts.Criteria;
using DicomGateway.Transfer.Jobs.Cohorts.Finding;
using DicomGateway.Transfer.Records.Cohorts;

namespace DicomGateway.Transfer.Jobs.Cohorts.Reporting;

/// <summary>Makes attrition reports of what Records hold: as numbers, as a page, as a table.</summary>
public sealed class AttritionReports(CohortStore store)
{
    /// <exception cref="CohortException">There is no such preview.</exception>
    public async Task<AttritionReport> CreateAsync(long previewId, CancellationToken cancellationToken)
    {
        var (preview, criteria) = await FindAsync(previewId, cancellationToken).ConfigureAwait(false);
        var studies = await store.Contents.CountStudiesAsync(previewId, cancellationToken).ConfigureAwait(false);
        var series = await store.Contents.CountSeriesAsync(previewId, cancellationToken).ConfigureAwait(false);
        var rows = await store.Contents.ReadListAsync(previewId, cancellationToken).ConfigureAwait(false);
        var (received, beyond) = await CountReceivedAsync(preview, criteria, cancellationToken).ConfigureAwait(false);
        return new AttritionReport
        {
            Preview = preview,
            Studies = Lines(studies, criteria),
            StudiesSelected = studies.Where(count => count.Reason is null).Sum(count => count.Count),
            Series = Lines(series, criteria),
            SeriesSelected = series.Where(count => count.Reason is null).Sum(count => count.Count),
            Received = Lines(received, criteria),
            ReceivedBeyond = beyond,
            Rows = rows.GroupBy(row => row.State).OrderBy(group => group.Key).ToDictionary(group => group.Key.ToString(), group => group.Count()),
            Later = preview.Version is { } version ? await store.Later.CountAsync(preview.Cohort, version, cancellationToken).ConfigureAwait(false) : [],
        };
    }

    /// <summary>One line for each study and series, by numbers: no name, no identifier, no UID.</summary>
    /// <exception cref="CohortException">There is no such preview.</exception>
    public async Task WriteTableAsync(long previewId, TextWriter output, CancellationToken cancellationToken)
    {
        var (preview, criteria) = await FindAsync(previewId, cancellationToken).ConfigureAwait(false);
        var isJudged = criteria.ReceivedRules.Any();
        await AttritionTable.WriteHeadAsync(output).ConfigureAwait(false);
        await foreach (var row in store.Contents.ReadAsync(previewId, isSelected: false, cancellationToken).ConfigureAwait(false))
        {
            var frozen = row.Study.Reason is null ? preview.Version : null;
            var later = frozen is null ? null : await store.Later.FindAsync(preview.Cohort, frozen.Value, row.Row, cancellationToken).ConfigureAwait(false);
            var received = frozen is null || !isJudged ? null : await store.Later.ReadReceivedAsync(preview.Cohort, frozen.Value, row, cancellationToken).ConfigureAwait(false);
            await AttritionTable.WriteAsync(output, row, criteria, later, received).ConfigureAwait(false);
        }
    }

    /// <exception cref="CohortException">There is no such preview.</exception>
    public async Task WritePageAsync(long previewId, TextWriter output, CancellationToken cancellationToken) =>
        await output.WriteAsync(AttritionPage.Write(await CreateAsync(previewId, cancellationToken).ConfigureAwait(false)).AsMemory(), cancellationToken).ConfigureAwait(false);

    /// <summary>Series by series, since what was found and what came are not stored under the same names.</summary>
    private async Task<(IReadOnlyList<ReasonCount> Counts, int Beyond)> CountReceivedAsync(CohortPreview preview, CohortCriteria criteria, CancellationToken cancellationToken)
    {
        if (preview.Version is not { } version || !criteria.ReceivedRules.Any())
            return ([], 0);
        var counts = new Dictionary<(string Rule, bool IsUnknown), int>();
        var beyond = 0;
        await foreach (var row in store.Contents.ReadAsync(preview.Id, isSelected: true, cancellationToken).ConfigureAwait(false))
        {
            var received = await store.Later.ReadReceivedAsync(preview.Cohort, version, row, cancellationToken).ConfigureAwait(false);
            foreach (var verdict in received.LeftOut.Values)
                counts[verdict] = counts.GetValueOrDefault(verdict) + 1;
            beyond += received.Beyond;
        }

        return ([.. counts.Select(count => new ReasonCount(count.Key.Rule, count.Key.IsUnknown, count.Value, 0, 0))], beyond);
    }

    private async Task<(CohortPreview Preview, CohortCriteria Criteria)> FindAsync(long previewId, CancellationToken cancellationToken)
    {
        var preview = await store.FindPreviewAsync(previewId, cancellationToken).ConfigureAwait(false)
            ?? throw new CohortException($"There is no preview {previewId}.", "See `cohort show`.", isMissing: true);
        var (criteria, _) = await store.Contents.ReadTextsAsync(previewId, cancellationToken).ConfigureAwait(false);
        return (preview, CriteriaReader.Read(criteria));
    }

    private static List<AttritionLine> Lines(IReadOnlyList<ReasonCount> counts, CohortCriteria criteria) =>
    [
        .. counts.Where(count => count.Reason is not null).GroupBy(count => count.Reason!)
            .Select(group => new AttritionLine(
                group.Key, Reasons.Describe(group.Key, criteria), group.Sum(count => count.Count), group.Where(count => count.IsUnknown).Sum(count => count.Count)))
            .OrderBy(line => Order(line.Reason, criteria)).ThenBy(line => line.Reason, StringComparer.Ordinal),
    ];

    private static int Order(string reason, CohortCriteria criteria)
    {
        if (reason is Reasons.NoRow or Reasons.IssuerUnknown)
            return 0;
        var rule = criteria.Rules.Select(one => one.Id).ToList().IndexOf(reason);
        return rule >= 0 ? rule + 2 : reason.StartsWith("key.", StringComparison.Ordinal) ? 1 : int.MaxValue;
    }
}
