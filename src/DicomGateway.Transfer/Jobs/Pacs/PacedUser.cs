using System.Runtime.CompilerServices;
using DicomGateway.Dicom.Data;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Jobs.Pacs;

/// <summary>Asks a PACS no more often than its limit allows. Retrievals have limits of their own.</summary>
internal sealed class PacedUser(IQueryRetrieveUser user, QueryPace pace, int queriesPerMinute) : IQueryRetrieveUser
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<DicomDataset> FindAsync(QueryLevel level, DicomDataset keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await pace.WaitAsync(queriesPerMinute, cancellationToken).ConfigureAwait(false);
        await foreach (var match in user.FindAsync(level, keys, cancellationToken).ConfigureAwait(false))
            yield return match;
    }

    /// <inheritdoc/>
    public Task<RetrieveAnswer> MoveAsync(
        QueryLevel level, DicomDataset identifier, string moveDestination, Action<SuboperationCounts>? progress, CancellationToken cancellationToken) =>
        user.MoveAsync(level, identifier, moveDestination, progress, cancellationToken);

    /// <inheritdoc/>
    public Task<RetrieveAnswer> GetAsync(
        QueryLevel level,
        DicomDataset identifier,
        IReadOnlyList<string> sopClasses,
        IDimseHandler storage,
        Action<SuboperationCounts>? progress,
        CancellationToken cancellationToken) => user.GetAsync(level, identifier, sopClasses, storage, progress, cancellationToken);
}
