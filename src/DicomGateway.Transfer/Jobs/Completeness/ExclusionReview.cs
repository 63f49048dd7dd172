using DicomGateway.Transfer.Jobs.Cohorts.Criteria;
using DicomGateway.Transfer.Jobs.Cohorts.Rules;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Exclusions;
using DicomGateway.Transfer.Records.Instances;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Transfer.Jobs.Completeness;

/// <summary>
/// Asks the rules of frozen cohorts that look at received headers, once all has come and before the stages. Each work item has its own verdicts: a
/// series goes on when one of the items that want it lets it. The same headers give the same answer however often it is asked.
/// </summary>
internal sealed class ExclusionReview(GatewayRecords records)
{
    private readonly ExclusionStore _store = records.Exclusions;

    // A version does not change, and jobs work through one for long.
    private VersionRules? _last;

    /// <summary>The work without what everybody who wanted it leaves out.</summary>
    public async Task<StudyWork> RunAsync(StudyWork work, CancellationToken cancellationToken)
    {
        var studyId = work.Study.StudyId;
        var verdicts = await JudgeAsync(studyId, cancellationToken).ConfigureAwait(false);
        if (verdicts.Count == 0 && work.Instances.All(instance => instance.Disposition != InstanceDisposition.Excluded))
            return work;
        var excluded = await _store.ApplyAsync(studyId, work.Lease, verdicts, cancellationToken).ConfigureAwait(false);
        return work with { Instances = [.. work.Instances.Where(instance => !excluded.Contains(instance.InstanceId))] };
    }

    /// <summary>For items over studies that had gone out before: what their cohort would leave out. False when there are none left.</summary>
    public async Task<bool> JudgeAtRestAsync(int limit, CancellationToken cancellationToken)
    {
        var studies = await _store.FindUnjudgedAsync(limit, cancellationToken).ConfigureAwait(false);
        var unread = 0;
        foreach (var studyId in studies)
        {
            try
            {
                await _store.RecordAsync(await JudgeAsync(studyId, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            }
            catch (IOException)
            {
                // Its items stay as they are until the spool can be read; the others do not wait for that.
                unread++;
            }
        }

        return studies.Count == limit && unread == 0;
    }

    private async Task<IReadOnlyList<ItemVerdicts>> JudgeAsync(long studyId, CancellationToken cancellationToken)
    {
        var items = await _store.FindRulesAsync(studyId, cancellationToken).ConfigureAwait(false);
        if (items.Count == 0)
            return [];
        var series = (await records.Instances.ListAsync(studyId, cancellationToken).ConfigureAwait(false))
            .Where(instance => instance.Disposition != InstanceDisposition.Rejected).ToLookup(instance => instance.SeriesHash, StringComparer.Ordinal);

        // As many files as the study has instances.
        return await Task.Run(() => items.Select(item => Judge(item, series, cancellationToken)).ToList(), cancellationToken).ConfigureAwait(false);
    }

    private ItemVerdicts Judge(ItemRules item, ILookup<string, InstanceRecord> series, CancellationToken cancellationToken)
    {
        var rules = RulesOf(item);
        return new ItemVerdicts(item.ItemId, item.Series.ToDictionary(hash => hash, hash => Judge(rules, [.. series[hash]], item.Kept.GetValueOrDefault(hash), cancellationToken)));
    }

    private static SeriesVerdict Judge(VersionRules rules, IReadOnlyList<InstanceRecord> instances, SeriesVerdict? kept, CancellationToken cancellationToken)
    {
        // Where originals have gone for good, what was said when they were here still holds; else it is not known.
        var isWhole = instances.All(instance => instance.HasBytes);
        if (!isWhole && kept is not null)
            return kept;
        var source = isWhole ? ReceivedSeries.Read(instances, rules.Attributes, cancellationToken) : new AttributeSource();
        var leftOut = rules.Rules.Select(rule => rule.Judge(source)).FirstOrDefault(reason => reason is not null);
        return new SeriesVerdict(leftOut?.Reason, leftOut?.IsUnknown ?? false);
    }

    private VersionRules RulesOf(ItemRules item)
    {
        if (_last is { } last && last.VersionId == item.VersionId)
            return last;
        var rules = CriteriaReader.Read(item.Criteria).ReceivedRules.ToList();
        return _last = new VersionRules(item.VersionId, rules, [.. rules.SelectMany(rule => rule.Condition.Attributes).Distinct()]);
    }

    private sealed record VersionRules(long VersionId, IReadOnlyList<CohortRule> Rules, IReadOnlyList<Cohorts.Values.AttributePath> Attributes);
}
