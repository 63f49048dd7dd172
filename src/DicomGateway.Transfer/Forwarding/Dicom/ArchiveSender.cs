using DicomGateway.Curation;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Network;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Records.Deliveries;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Forwarding.Dicom;

/// <summary>Sends instances over one association until it fails or the archive says that it is full.</summary>
internal sealed class ArchiveSender(DicomClientAssociation association, InspectedStudy study, ArchiveOptions options, Func<DeliveryAnswer, ValueTask> answered)
{
    private readonly Dictionary<string, string> _paths = study.Manifest.Files.ToDictionary(file => file.Path, study.PathOf, StringComparer.Ordinal);
    private DestinationTrouble? _trouble;

    public DestinationTrouble? Trouble => Volatile.Read(ref _trouble);

    public async Task SendAsync(DeliveryWork work, PresentationContext? context, CancellationToken cancellationToken)
    {
        // What is not tried any more stays without an answer and goes back to the queue.
        if (Trouble is not null)
            return;
        if (context is null || !_paths.TryGetValue(work.Output.Path, out var path))
        {
            var why = context is null ? "the archive accepts neither this SOP class nor a transfer syntax of the instance" : "the instance is not in the seal";
            await answered(new DeliveryAnswer(work, DeliveryState.Failed, null, why)).ConfigureAwait(false);
            return;
        }

        try
        {
            await answered(await StoreAsync(work, context, path, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (DicomAssociationException exception)
        {
            // It may have arrived, or not: it goes again, and an archive that has it already says so or takes it once more.
            Volatile.Write(ref _trouble, new DestinationTrouble(exception.Message));
            await answered(new DeliveryAnswer(work, DeliveryState.Pending, null, "no answer came", IsInDoubt: true)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DicomFormatException or DicomDataException)
        {
            await answered(new DeliveryAnswer(work, DeliveryState.Failed, null, "the instance cannot be recoded as the archive wants it")).ConfigureAwait(false);
        }
    }

    private async Task<DeliveryAnswer> StoreAsync(DeliveryWork work, PresentationContext context, string path, CancellationToken cancellationToken)
    {
        var instance = OutgoingInstance.Open(path, work.Output.TransferSyntaxUid, context.TransferSyntax);
        await using (instance.ConfigureAwait(false))
        {
            var response = await association.StoreAsync(context, work.Output.SopInstanceUid, instance.Source, cancellationToken).ConfigureAwait(false);
            var state = StoreVerdict.Judge(response.Status, work.Attempts, options.TransientStatuses);
            if (StoreVerdict.IsOutOfResources(response.Status))
                Volatile.Write(ref _trouble, new DestinationTrouble("the archive is out of resources"));
            return new DeliveryAnswer(work, state, response.Status.Code, response.Status.Name);
        }
    }
}
