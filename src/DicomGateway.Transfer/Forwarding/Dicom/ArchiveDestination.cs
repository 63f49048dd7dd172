using DicomGateway.Curation;
using DicomGateway.Network;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Records.Deliveries;

namespace DicomGateway.Transfer.Forwarding.Dicom;

/// <summary>Storage SCU (PS3.4 annex B): sends studies to one archive over associations that are kept for the next batch.</summary>
internal sealed class ArchiveDestination(ArchiveOptions options, TimeProvider time) : IDestination
{
    /// <summary>An archive with few associations wants its own back soon.</summary>
    private static readonly TimeSpan KeepOpen = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(8);

    private readonly DicomClient _client = new(options.Client with { ReuseTime = KeepOpen }, time: time);
    private readonly ContextPlan _plan = new(options.PreferredTransferSyntax);

    public string Name => options.Name;

    public int Lanes => options.Associations;

    public async Task<DestinationTrouble?> SendAsync(InspectedStudy study, DeliveryBatch batch, CancellationToken cancellationToken)
    {
        foreach (var (contexts, works) in _plan.Split(batch.Works))
        {
            try
            {
                if (await SendPartAsync(study, contexts, batch with { Works = works }, cancellationToken).ConfigureAwait(false) is { } trouble)
                    return trouble;
            }
            catch (DicomAssociationException exception)
            {
                return new DestinationTrouble(exception.Message, IsAdmission: true);
            }
        }

        return null;
    }

    public Task<DestinationEcho> EchoAsync(CancellationToken cancellationToken) => new ArchiveEcho(options, time).AskAsync(cancellationToken);

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private async Task<DestinationTrouble?> SendPartAsync(
        InspectedStudy study, IReadOnlyList<ProposedContext> contexts, DeliveryBatch batch, CancellationToken cancellationToken)
    {
        var association = await _client.RentAsync(contexts, cancellationToken).ConfigureAwait(false);
        try
        {
            var sender = new ArchiveSender(association, study, options, batch.Answered);

            // When the service stops, what is under way may come to its end: the archive has it then, and we know.
            using var drain = new CancellationTokenSource();
            using var stopping = cancellationToken.Register(() => drain.CancelAfter(Drain));
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, association.Info.OwnWindow), CancellationToken = drain.Token };
            await Parallel.ForEachAsync(
                batch.Works.TakeWhile(_ => !cancellationToken.IsCancellationRequested).Where(batch.IsWanted), parallel,
                async (work, token) => await sender.SendAsync(work, FindContext(association, work), token).ConfigureAwait(false)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return sender.Trouble;
        }
        finally
        {
            await _client.ReturnAsync(association).ConfigureAwait(false);
        }
    }

    /// <summary>The best of the contexts that the archive accepted, or null.</summary>
    private PresentationContext? FindContext(DicomClientAssociation association, DeliveryWork work) =>
        _plan.SyntaxesFor(work.Output.TransferSyntaxUid)
            .Select(syntax => association.FindContext(work.Output.SopClassUid, syntax))
            .FirstOrDefault(context => context is not null);
}
