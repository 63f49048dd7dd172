using DicomGateway.Dicom.Data;
using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Services.QueryRetrieve;
using DicomGateway.Transfer.Services.QueryRetrieve.User;

namespace DicomGateway.Transfer.Jobs.Probing;

/// <summary>Retrieves one instance, at the narrowest level that works.</summary>
internal static class RetrieveProbe
{
    /// <param name="user">Asks.</param>
    /// <param name="hierarchy">Where the instance is.</param>
    /// <param name="accepted">SOP classes to be ready for where the PACS does not return that of the instance.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<IReadOnlyList<ProbedRetrieval>> GetAsync(
        IQueryRetrieveUser user, HierarchyProbe hierarchy, IEnumerable<string> accepted, CancellationToken cancellationToken)
    {
        var tried = new List<ProbedRetrieval>();
        var sopClasses = hierarchy.Instances.Select(instance => instance.GetStringOrEmpty(DicomTag.SOPClassUID)).Where(uid => uid.Length > 0).Distinct().ToList();
        if (sopClasses.Count == 0)
            sopClasses = [.. accepted];
        foreach (var level in Levels(hierarchy))
        {
            var dropped = new DroppedInstances();
            var answer = await user.GetAsync(level, hierarchy.Unique(level), sopClasses, dropped, null, cancellationToken).ConfigureAwait(false);
            tried.Add(new ProbedRetrieval("C-GET", Identifiers.Name(level), answer.Status.ToString(), dropped.Count));
            if (dropped.Count > 0)
                break;
        }

        return tried;
    }

    public static async Task<IReadOnlyList<ProbedRetrieval>> MoveAsync(
        IQueryRetrieveUser user, HierarchyProbe hierarchy, string moveDestination, CancellationToken cancellationToken)
    {
        var tried = new List<ProbedRetrieval>();
        foreach (var level in Levels(hierarchy))
        {
            var answer = await user.MoveAsync(level, hierarchy.Unique(level), moveDestination, null, cancellationToken).ConfigureAwait(false);
            var sent = (answer.Counts.Completed ?? 0) + (answer.Counts.Warning ?? 0);
            tried.Add(new ProbedRetrieval("C-MOVE", Identifiers.Name(level), answer.Status.ToString(), sent));
            if (sent > 0 || answer.Status == DimseStatus.MoveDestinationUnknown)
                break;
        }

        return tried;
    }

    /// <summary>A whole study is not retrieved for a trial.</summary>
    private static IEnumerable<QueryLevel> Levels(HierarchyProbe hierarchy) =>
        hierarchy.Instances.Count == 0 ? [] : [QueryLevel.Image, QueryLevel.Series];

    private sealed class DroppedInstances : IDimseHandler
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public async ValueTask HandleAsync(DimseRequest request, CancellationToken cancellationToken)
        {
            while (request.DataSet is { IsComplete: false } rest && !(await rest.ReadFragmentAsync(cancellationToken).ConfigureAwait(false)).IsEmpty)
            {
            }

            Interlocked.Increment(ref _count);
            await request.RespondAsync(DimseStatus.Success, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }
}
