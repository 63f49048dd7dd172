using DicomGateway.Transfer.Jobs.Cohorts.Criteria;
using DicomGateway.Transfer.Jobs.Cohorts.Finding;
using DicomGateway.Transfer.Jobs.Cohorts.Freezing;
using DicomGateway.Transfer.Jobs.Cohorts.Lists;
using DicomGateway.Transfer.Jobs.Cohorts.Values;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Jobs.Politeness;
using DicomGateway.Transfer.Records.Cohorts;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Jobs.Cohorts;

/// <summary>One preview from the first question to its end, whatever that is.</summary>
internal sealed class PreviewRun(CohortStore store, long previewId, PreviewLog log, OpeningHours hours, TimeProvider time)
{
    private readonly TallyKeeper _tally = new();

    public long PreviewId => previewId;

    /// <summary>What it waits for right now, for people; null when it does not.</summary>
    public string? Waiting => _tally.Waiting;

    public async Task RunAsync(
        CohortCriteria criteria, CohortList? list, IReadOnlyList<(PacsNode Node, IQueryRetrieveUser User)> pacs, CancellationToken cancellationToken)
    {
        try
        {
            if (criteria.ReceivedRules.Any())
                _tally.Note($"Applied to what jobs receive, and not counted here: rule {string.Join(", ", criteria.ReceivedRules.Select(rule => rule.Id))}.");
            var finder = new CohortFinder(store.Search, _tally, hours, time);
            foreach (var (node, user) in pacs)
                await finder.SearchAsync(previewId, criteria, list, node, user, cancellationToken).ConfigureAwait(false);
            await store.Search.NumberAsync(previewId, cancellationToken).ConfigureAwait(false);
            var hashes = await ManifestHash.ComputeAsync(store.Contents, previewId, cancellationToken).ConfigureAwait(false);
            await CompareAsync(criteria.Expected, cancellationToken).ConfigureAwait(false);
            await EndAsync(finder.Problems.Count == 0 ? CohortPreviewState.Done : CohortPreviewState.Incomplete, string.Join(" ", finder.Problems), hashes).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await EndAsync(CohortPreviewState.Cancelled, "It was cancelled.", null).ConfigureAwait(false);
        }
        catch (CohortException exception)
        {
            await EndAsync(CohortPreviewState.Failed, exception.Message + " " + exception.Remedy, null).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.LogFailed(previewId, exception);
            await EndAsync(CohortPreviewState.Failed, "The search failed unexpectedly; see the log.", null).ConfigureAwait(false);
        }
    }

    private async Task CompareAsync(ExpectedCounts expected, CancellationToken cancellationToken)
    {
        var tally = _tally.Current;
        var deviations = new List<string>();
        Compare("studies", expected.Studies, tally.StudiesSelected);
        Compare("series", expected.Series, tally.SeriesSelected);
        Compare("instances", expected.Instances, tally.InstancesSelected);
        if (expected.Instances is not null && tally.SeriesUncounted > 0)
            deviations.Add($"The PACS does not tell the instances of {tally.SeriesUncounted} series.");
        if (expected.EveryRow && await store.Search.CountRowsAsync(previewId, ListRowState.Asked, cancellationToken).ConfigureAwait(false) is > 0 and var missing)
            deviations.Add($"{missing} row(s) of the list were not found.");
        _tally.Change(counts => counts with { Deviations = deviations });

        void Compare(string what, CountRange? range, long count)
        {
            if (range?.Contains(count) == false)
                deviations.Add($"{count} {what} are selected; {range} were expected.");
        }
    }

    private async Task EndAsync(CohortPreviewState state, string problem, CohortHashes? hashes)
    {
        var tally = _tally.Current;
        try
        {
            // Whoever ends the search has cancelled its token; the end is recorded all the same.
            await store.Search.EndAsync(previewId, state, tally, problem.Length == 0 ? null : problem, hashes, CancellationToken.None).ConfigureAwait(false);
            log.LogEnded(previewId, state, tally.Studies, tally.StudiesSelected, tally.Queries);
        }
        catch (Exception exception)
        {
            // The next start ends it.
            log.LogFailed(previewId, exception);
        }
    }
}
