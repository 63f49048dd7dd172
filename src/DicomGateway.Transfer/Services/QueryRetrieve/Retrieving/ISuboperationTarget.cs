using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Records.Catalogue;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Retrieving;

/// <summary>Who takes the instances of a retrieval.</summary>
internal interface ISuboperationTarget
{
    /// <summary>Nothing can be sent to it any more.</summary>
    bool IsLost { get; }

    /// <summary>C-STORE of one instance.</summary>
    /// <returns>What the target answered; a failure where nothing could be sent.</returns>
    Task<DimseStatus> StoreAsync(CatalogueInstance instance, string path, CancellationToken cancellationToken);
}
