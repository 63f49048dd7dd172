using System.Collections.Concurrent;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Dicom.Files;
using DicomGateway.Network;
using DicomGateway.Network.Association;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Network.Transport;

namespace DicomGateway.Service.Sending;

/// <summary>Sends files by C-STORE over several associations side by side, as many operations outstanding as the peer grants.</summary>
internal sealed class Sender(DicomClientOptions options, int associations, Action<SendResult> report)
{
    private const int OpenTries = 3;

    public async Task SendAsync(IReadOnlyList<SendItem> items, CancellationToken cancellationToken)
    {
        await using var client = new DicomClient(options);
        foreach (var round in ContextRounds.Of(items))
        {
            var proposed = round.Select(context => (context.AbstractSyntax, context.TransferSyntaxes[0])).ToHashSet();
            var queue = new ConcurrentQueue<SendItem>(items.Where(item => proposed.Contains((item.SopClassUid, item.TransferSyntaxUid))));
            var interrupted = new ConcurrentQueue<SendItem>();
            var lanes = Math.Min(associations, Math.Max(1, queue.Count));
            await Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => DrainAsync(client, round, queue, interrupted, cancellationToken)));
            await RepeatAsync(client, round, interrupted, cancellationToken);
        }
    }

    /// <summary>One association after another until the queue is empty; what was under way when one broke is left for a second try.</summary>
    private async Task DrainAsync(
        DicomClient client, IReadOnlyList<ProposedContext> contexts, ConcurrentQueue<SendItem> queue, ConcurrentQueue<SendItem> interrupted, CancellationToken cancellationToken)
    {
        while (!queue.IsEmpty)
        {
            try
            {
                await using var association = await OpenAsync(client, contexts, cancellationToken);
                await Task.WhenAll(Enumerable.Range(0, association.Info.OwnWindow).Select(_ => WorkAsync(association, queue, interrupted, cancellationToken)));
                if (association.IsUsable)
                    await association.ReleaseAsync();
            }
            catch (DicomAssociationException e)
            {
                while (queue.TryDequeue(out var item))
                    report(new SendResult(item.Path, "", false, false, e.Message));
            }
        }
    }

    /// <summary>One by one, so that a file which breaks associations is found out and spoils no other.</summary>
    private async Task RepeatAsync(DicomClient client, IReadOnlyList<ProposedContext> contexts, ConcurrentQueue<SendItem> interrupted, CancellationToken cancellationToken)
    {
        while (interrupted.TryDequeue(out var item))
        {
            try
            {
                await using var association = await OpenAsync(client, contexts, cancellationToken);
                report(await TryStoreAsync(association, item, cancellationToken));
                await association.ReleaseAsync();
            }
            catch (DicomAssociationException e)
            {
                report(new SendResult(item.Path, "", false, false, e.Message));
            }
        }
    }

    private static async Task<DicomClientAssociation> OpenAsync(DicomClient client, IReadOnlyList<ProposedContext> contexts, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await client.OpenAsync(contexts, cancellationToken);
            }
            catch (DicomAssociationException e) when (attempt < OpenTries && e is not AssociationRejectedException { IsTransient: false })
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt), cancellationToken);
            }
        }
    }

    private async Task WorkAsync(DicomClientAssociation association, ConcurrentQueue<SendItem> queue, ConcurrentQueue<SendItem> interrupted, CancellationToken cancellationToken)
    {
        while (association.IsUsable && queue.TryDequeue(out var item))
        {
            try
            {
                report(await TryStoreAsync(association, item, cancellationToken));
            }
            catch (DicomAssociationException)
            {
                interrupted.Enqueue(item);
            }
        }
    }

    private static async Task<SendResult> TryStoreAsync(DicomClientAssociation association, SendItem item, CancellationToken cancellationToken)
    {
        try
        {
            return await StoreAsync(association, item, cancellationToken);
        }
        catch (Exception e) when (e is IOException or DicomFormatException or DicomDataException or UnauthorizedAccessException)
        {
            return new SendResult(item.Path, "", false, false, e.Message);
        }
    }

    private static async Task<SendResult> StoreAsync(DicomClientAssociation association, SendItem item, CancellationToken cancellationToken)
    {
        if (association.FindContext(item.SopClassUid, item.TransferSyntaxUid) is { } exact)
        {
            await using var bytes = DimseDataSource.FromFile(item.Path, item.DatasetOffset);
            return Result(item, await association.StoreAsync(exact, item.SopInstanceUid, bytes, cancellationToken));
        }

        var other = ContextRounds.Uncompressed.Contains(item.TransferSyntaxUid)
            ? ContextRounds.Uncompressed.Select(syntax => association.FindContext(item.SopClassUid, syntax)).FirstOrDefault(context => context is not null)
            : null;
        if (other is null)
            return new SendResult(item.Path, "", false, false, $"The peer does not take SOP class {item.SopClassUid} in transfer syntax {item.TransferSyntaxUid}.");
        var dataset = DicomFile.Open(item.Path).Dataset;
        var target = DicomTransferSyntax.Lookup(other.TransferSyntax);
        using var stream = DicomDatasetWriter.OpenRead(dataset, target);
        await using var recoded = DimseDataSource.FromStream(stream, DicomDatasetWriter.GetLength(dataset, target));
        return Result(item, await association.StoreAsync(other, item.SopInstanceUid, recoded, cancellationToken));
    }

    private static SendResult Result(SendItem item, DimseResponse response) => new(
        item.Path, response.Status.ToString(), response.Status.IsDone, response.Status.Category == DimseStatusCategory.Warning, response.Command.ErrorComment);
}
