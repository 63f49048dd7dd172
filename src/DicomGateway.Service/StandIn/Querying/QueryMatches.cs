using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;
using DicomGateway.Service.StandIn.Holdings;
using DicomGateway.Service.StandIn.Scripting;
using DicomGateway.Transfer.Services.QueryRetrieve.Matching;

namespace DicomGateway.Service.StandIn.Querying;

/// <summary>The matches of a query, and what a script makes of them.</summary>
internal sealed class QueryMatches(ArchiveIndex index, OperationFaults faults, bool combinesDateAndTime)
{
    public IReadOnlyList<QueryCandidate> Of(QueryRequest asked)
    {
        var keys = Heeded(asked);
        var matcher = new IdentifierMatcher(keys, combinesDateAndTime);
        var matches = QueryCandidates.Of(index, asked.Level, keys).Where(candidate => matcher.Matches(candidate.Attributes)).ToList();
        if (faults.Find(Misbehaviour.Drop) is { } drop)
            matches = [.. matches.Except(drop.Affected(matches, match => match.Name))];
        if (faults.Has(Misbehaviour.Instead) || faults.Has(Misbehaviour.Others))
            matches = [.. faults.Has(Misbehaviour.Instead) ? [] : matches, .. Others(asked, matches)];
        if (faults.Has(Misbehaviour.Duplicate))
            matches = [.. matches.SelectMany(match => new[] { match, match })];
        if (faults.Find(Misbehaviour.Shuffle) is { } shuffle)
            matches = [.. matches.OrderBy(match => shuffle.Chance.Number(match.Name))];
        return faults.Find(Misbehaviour.Truncate) is { } truncate ? [.. matches.Take(truncate.Rule.Limit)] : matches;
    }

    /// <summary>The keys that are matched: all, but for a script.</summary>
    private DicomDataset Heeded(QueryRequest asked)
    {
        var keys = asked.Keys.Clone();
        if (faults.Has(Misbehaviour.Wider))
            keys.RemoveAll(key => key.Tag != DicomTag.SpecificCharacterSet && !QueryLevels.KeysAbove(asked.Model, asked.Level).Contains(key.Tag));
        foreach (var rule in faults.All(Misbehaviour.IgnoreKeys))
        {
            foreach (var key in rule.Rule.Keys)
                keys.Remove(DicomDictionary.Find(key)!.Tag);
        }

        return keys;
    }

    /// <summary>Entities of the same level of a study that was not asked for.</summary>
    private IEnumerable<QueryCandidate> Others(QueryRequest asked, List<QueryCandidate> matches)
    {
        var known = matches.Select(match => match.Study.StudyInstanceUid).ToHashSet();
        var other = index.Studies.FirstOrDefault(study => !known.Contains(study.StudyInstanceUid) && !asked.Keys.GetStrings(DicomTag.StudyInstanceUID).Contains(study.StudyInstanceUid));
        if (other is null)
            return [];
        var keys = new DicomDataset();
        keys.AddOrUpdate(DicomTag.StudyInstanceUID, other.StudyInstanceUid);
        return QueryCandidates.Of(index, asked.Level, keys).Where(candidate => candidate.Study == other);
    }
}
