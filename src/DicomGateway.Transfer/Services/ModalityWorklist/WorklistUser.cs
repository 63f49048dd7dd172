using System.Runtime.CompilerServices;
using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Services.QueryRetrieve;
using DicomGateway.Transfer.Services.QueryRetrieve.User;

namespace DicomGateway.Transfer.Services.ModalityWorklist;

/// <summary>Modality Worklist SCU (PS3.4 annex K): what is scheduled.</summary>
public sealed class WorklistUser : IAsyncDisposable
{
    private readonly FindClient _find;

    /// <param name="options">The worklist provider; its information model, and what is negotiated for queries of archives, do not matter here.</param>
    /// <param name="time">The clock.</param>
    public WorklistUser(QueryRetrieveUserOptions options, TimeProvider time) =>
        _find = new FindClient(DicomUID.ModalityWorklistInformationModelFind.UID, options with { IsRelational = false, MatchesDateTime = false }, time);

    /// <summary>The scheduled procedure steps that match, as they come.</summary>
    /// <param name="keys">Matching keys with values, return keys without; those of the step are in the Scheduled Procedure Step Sequence.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="QueryFailedException">The provider answered with a failure.</exception>
    /// <exception cref="Network.DicomAssociationException">There was no association, or it ended first.</exception>
    public async IAsyncEnumerable<DicomDataset> FindAsync(DicomDataset keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var find = await _find.StartAsync(keys, cancellationToken).ConfigureAwait(false);
        await using (find.ConfigureAwait(false))
        {
            while (await find.ReadAsync(cancellationToken).ConfigureAwait(false) is { } item)
                yield return item;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _find.DisposeAsync();
}
