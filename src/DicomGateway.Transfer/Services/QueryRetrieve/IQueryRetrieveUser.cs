using DicomGateway.Dicom.Data;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;

namespace DicomGateway.Transfer.Services.QueryRetrieve;

/// <summary>
/// Query/Retrieve SCU (PS3.4 annex C) of one PACS, in the information model and within the quirks of its profile. Thread safe: operations side by
/// side have associations of their own. Cancelling an operation sends C-CANCEL, waits a moment for the final response and aborts if it does not come.
/// </summary>
public interface IQueryRetrieveUser
{
    /// <summary>C-FIND: the identifiers of the matches, as they come; memory does not grow with their number.</summary>
    /// <param name="level">Query/Retrieve Level; put into the identifier by this method.</param>
    /// <param name="keys">Matching keys with values, return keys without.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="QueryFailedException">The PACS answered with a failure.</exception>
    /// <exception cref="Network.DicomAssociationException">There was no association, or it ended first.</exception>
    IAsyncEnumerable<DicomDataset> FindAsync(QueryLevel level, DicomDataset keys, CancellationToken cancellationToken);

    /// <summary>C-MOVE to an AE title that the PACS knows.</summary>
    /// <param name="level">Query/Retrieve Level of the identifier.</param>
    /// <param name="identifier">The unique keys down to the level.</param>
    /// <param name="moveDestination">AE title to send to.</param>
    /// <param name="progress">Is told the counts of pending responses, as the PACS claims them; null for nobody.</param>
    /// <param name="cancellationToken">Cancels the retrieval.</param>
    /// <returns>The final response, whatever its status.</returns>
    /// <exception cref="Network.DicomAssociationException">There was no association, or it ended first: what was sent is not known.</exception>
    Task<RetrieveAnswer> MoveAsync(
        QueryLevel level, DicomDataset identifier, string moveDestination, Action<SuboperationCounts>? progress, CancellationToken cancellationToken);

    /// <summary>C-GET; instances come as C-STORE requests over the same association.</summary>
    /// <param name="level">Query/Retrieve Level of the identifier.</param>
    /// <param name="identifier">The unique keys down to the level.</param>
    /// <param name="sopClasses">SOP classes to be ready for (role selection SCP); 126 at most, more are refused with an <see cref="ArgumentException"/>.</param>
    /// <param name="storage">Takes the instances.</param>
    /// <param name="progress">As for <see cref="MoveAsync"/>.</param>
    /// <param name="cancellationToken">Cancels the retrieval.</param>
    /// <returns>The final response, whatever its status.</returns>
    /// <exception cref="Network.DicomAssociationException">There was no association, or it ended first: what was sent is not known.</exception>
    Task<RetrieveAnswer> GetAsync(
        QueryLevel level,
        DicomDataset identifier,
        IReadOnlyList<string> sopClasses,
        IDimseHandler storage,
        Action<SuboperationCounts>? progress,
        CancellationToken cancellationToken);
}
