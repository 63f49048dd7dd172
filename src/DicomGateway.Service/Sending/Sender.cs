using System.Collections.Concurrent;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Files;
using DicomGateway.Network;
using DicomGateway.Network.Association;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Transport;

namespace DicomGateway.Service.Sending;

/// <summary>Sends files by C-STORE over several associations side by side, as many operations outstanding as the peer grants.</summary>
internal sealed class Sender(DicomClientOptions options, int associations, Action<SendResult> report)
{
    private const int Tries = 3;

    private static readonly string[] Uncompressed =
    [
        DicomTransferSyntax.ExplicitVRLittleEndian.UID.UID, DicomTransferSyntax.ImplicitVRLittleEndian.UID.UID, DicomTransferSyntax.ExplicitVRBigEndian.UID.UID,
    ];

    public async Task SendAsync(IReadOnlyList<SendItem> items, CancellationToken cancellationToken)
    {
        await using var client = new DicomClient(options);

        // An association proposes 128 contexts at most; few files need more than one round.
        var classes = items.Select(item => new ProposedContext(item.SopClassUid, [item.TransferSyntaxUid])).GroupBy(c => (c.AbstractSyntax, c.TransferSyntaxes[0])).Select(g => g.First());
        foreach (var group in classes.SelectMany(WithFallback).GroupBy(c => (c.AbstractSyntax, c.TransferSyntaxes[0])).Select(g => g.First()).Chunk(DicomClient.MaximumContexts))
        {
            var proposed = group.Select(context => (context.AbstractSyntax, context.TransferSyntaxes[0])).ToHashSet();
            var queue = new ConcurrentQueue<SendItem>(items.Where(item => proposed.Contains((item.SopClassUid, item.TransferSyntaxUid))));
            await Task.WhenAll(Enumerable.Range(0, Math.Min(associations, Math.Max(1, queue.Count))).Select(_ => DrainAsync(client, group, queue, cancellationToken)));
        }
    }

    private static IEnumerable<ProposedContext> WithFallback(ProposedContext context) =>
        Uncompressed.Contains(context.TransferSyntaxes[0])
            ? [context, new ProposedContext(context.AbstractSyntax, [DicomTransferSyntax.ImplicitVRLittleEndian.UID.UID])]
            : [context];

    /// <summary>One association after another until the queue is empty: a broken one costs the files that were under way another try.</summary>
    private async Task DrainAsync(DicomClient client, IReadOnlyList<ProposedContext> contexts, ConcurrentQueue<SendItem> queue, CancellationToken cancellationToken)
    {
        for (var attempt = 1; !queue.IsEmpty; attempt++)
        {
            try
            {
                await using var association = await client.OpenAsync(contexts, cancellationToken);
                var workers = Enumerable.Range(0, association.Info.OwnWindow).Select(_ => WorkAsync(association, queue, cancellationToken)).ToList();
                await Task.WhenAll(workers);
                await association.ReleaseAsync();
            }
            catch (DicomAssociationException e) when (attempt < Tries && e is not AssociationRejectedException { IsTransient: false })
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt), cancellationToken);
            }
            catch (DicomAssociationException e)
            {
                while (queue.TryDequeue(out var item))
                    report(new SendResult(item.Path, "", false, false, e.Message));
                return;
            }
        }
    }

    private async Task WorkAsync(DicomClientAssociation association, ConcurrentQueue<SendItem> queue, CancellationToken cancellationToken)
    {
        while (queue.TryDequeue(out var item))
        {
            try
            {
                report(await StoreAsync(association, item, cancellationToken));
            }
            catch (DicomAssociationException)
            {
                queue.Enqueue(item);
                throw;
            }
            catch (Exception e) when (e is IOException or DicomFormatException or DicomDataException or UnauthorizedAccessException)
            {
                report(new SendResult(item.Path, "", false, false, e.Message));
            }
        }
    }

    private static async Task<SendResult> StoreAsync(DicomClientAssociation association, SendItem item, CancellationToken cancellationToken)
    {
        if (association.FindContext(item.SopClassUid, item.TransferSyntaxUid) is { } exact)
        {
            await using var bytes = DimseDataSource.FromFile(item.Path, item.DatasetOffset);
            return Result(item, await association.StoreAsync(exact, item.SopInstanceUid, bytes, cancellationToken));
        }

        var other = Uncompressed.Contains(item.TransferSyntaxUid)
            ? Uncompressed.Select(syntax => association.FindContext(item.SopClassUid, syntax)).FirstOrDefault(context => context is not null)
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
