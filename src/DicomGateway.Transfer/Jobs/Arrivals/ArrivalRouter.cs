using System.Collections.Frozen;
using System.Globalization;
using DicomGateway.Transfer.Records.Jobs.Items;
using DicomGateway.Transfer.Services.Storage;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Transfer.Jobs.Arrivals;

/// <summary>
/// What comes to a project's AE title is that project's. What comes by a retrieval goes to every project that waits for it, by SOP Instance UID; what
/// none waits for now goes to whom it was promised earlier; and what nobody asked for is kept and marked, so that its study is held.
/// </summary>
internal sealed class ArrivalRouter(
    IReadOnlyDictionary<string, string> projectsByAeTitle, IEnumerable<string> retrieveAeTitles, OpenItems open, JobItemStore records) : IArrivalRouter
{
    private readonly FrozenDictionary<string, string> _projects = projectsByAeTitle.ToFrozenDictionary(StringComparer.Ordinal);
    private readonly FrozenSet<string> _retrieving = retrieveAeTitles.ToFrozenSet(StringComparer.Ordinal);

    public bool Takes(ArrivalOrigin origin) => origin.IsAskedFor || _projects.ContainsKey(origin.CalledAeTitle) || _retrieving.Contains(origin.CalledAeTitle);

    public IReadOnlyList<ReceiveContext>? TryRoute(ArrivalOrigin origin, InstanceIdentity identity)
    {
        var waiting = open.ThatExpect(identity.SopInstanceUid);
        if (!origin.IsAskedFor && _projects.TryGetValue(origin.CalledAeTitle, out var project))
            return [Context(origin, project, waiting.FirstOrDefault(item => item.Project == project)?.ItemId)];
        return waiting.Count == 0 ? null : [.. waiting.GroupBy(item => item.Project).Select(items => Context(origin, items.Key, items.First().ItemId))];
    }

    public async ValueTask<IReadOnlyList<ReceiveContext>> RouteAsync(
        ArrivalOrigin origin, InstanceIdentity identity, InstanceFacts facts, CancellationToken cancellationToken)
    {
        var fetching = facts.StudyInstanceUid is { } study ? open.OfStudy(study) : [];
        if (fetching.Where(item => IsCounted(item, facts)).ToList() is { Count: > 0 } counting)
            return [.. counting.GroupBy(item => item.Project).Select(items => Context(origin, items.Key, items.First().ItemId))];
        foreach (var item in fetching)
            item.Arrived(identity.SopInstanceUid, 0, isExtra: true);
        var askers = await records.FindAskersAsync(identity.SopInstanceUid, facts.StudyInstanceUid, cancellationToken).ConfigureAwait(false);
        return askers.Count == 0
            ? [Context(origin, ReceiveContext.NoProject, null, isUnasked: true)]
            : [.. askers.Select(asker => Context(origin, asker.Project, asker.ItemId, isUnasked: asker.ItemId is null))];
    }

    public void Arrived(IReadOnlyList<ReceiveContext> contexts, InstanceIdentity identity, long bytes)
    {
        foreach (var context in contexts)
        {
            if (!long.TryParse(context.JobItem, CultureInfo.InvariantCulture, out var itemId) || open.Find(itemId) is not { } named)
                continue;
            foreach (var item in open.ThatExpect(identity.SopInstanceUid).Where(item => item.Project == context.Project).Append(named).Distinct())
                item.Arrived(identity.SopInstanceUid, item == named ? bytes : 0, isExtra: false);
        }
    }

    private static bool IsCounted(OpenItem item, InstanceFacts facts) =>
        item.CountedSeries.Contains("") || (facts.SeriesInstanceUid is { } series && item.CountedSeries.Contains(series));

    private static ReceiveContext Context(ArrivalOrigin origin, string project, long? itemId, bool isUnasked = false) => new(
        origin.PeerAddress, origin.CallingAeTitle, origin.CalledAeTitle, project,
        isUnasked ? ReceiveContext.Unasked : itemId?.ToString(CultureInfo.InvariantCulture));
}
