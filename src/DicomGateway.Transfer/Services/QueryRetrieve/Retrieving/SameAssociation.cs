using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Transfer.Forwarding.Dicom;
using DicomGateway.Transfer.Records.Catalogue;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Retrieving;

/// <summary>The peer that asks, over its own association, in the contexts for which it took the role of SCP.</summary>
internal sealed class SameAssociation(DimseRequest request) : ISuboperationTarget
{
    private readonly ContextPlan _plan = new(null);

    /// <summary>When the association is lost, so is the operation.</summary>
    public bool IsLost => false;

    public async Task<DimseStatus> StoreAsync(CatalogueInstance instance, string path, CancellationToken cancellationToken)
    {
        var contexts = request.Association.PresentationContexts.Values.Where(context => context.MayInvoke && context.AbstractSyntax == instance.SopClassUid).ToList();
        var context = _plan.SyntaxesFor(instance.TransferSyntaxUid)
            .Select(syntax => contexts.Find(context => context.TransferSyntax == syntax)).FirstOrDefault(context => context is not null);
        if (context is null)
            return DimseStatus.SopClassNotSupported;
        try
        {
            var outgoing = OutgoingInstance.Open(path, instance.TransferSyntaxUid, context.TransferSyntax);
            await using (outgoing.ConfigureAwait(false))
            {
                var store = DimseCommands.CStore(instance.SopClassUid, instance.SopInstanceUid);
                return (await request.SendAsync(context, store, outgoing.Source, cancellationToken).ConfigureAwait(false)).Status;
            }
        }
        catch (Exception exception) when (exception is DicomFormatException or DicomDataException)
        {
            // It cannot be recoded.
            return DimseStatus.ProcessingFailure;
        }
    }
}
