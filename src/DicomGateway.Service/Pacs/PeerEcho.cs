using System.Diagnostics;
using DicomGateway.Dicom.Data;
using DicomGateway.Network;
using DicomGateway.Network.Transport;

namespace DicomGateway.Service.Pacs;

/// <summary>Asks a peer for a sign of life (C-ECHO), for a person who waits for the answer.</summary>
internal static class PeerEcho
{
    private const string Verification = "1.2.840.10008.1.1";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static async Task<PeerEchoResult> AskAsync(DicomClientOptions options, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var clock = Stopwatch.StartNew();
            await using var client = new DicomClient(options);
            await using var association = await client.OpenAsync([new ProposedContext(Verification, [DicomTransferSyntax.ImplicitVRLittleEndian.UID.UID])], limit.Token);
            if (association.FindContext(Verification) is not { } context)
                return new PeerEchoResult(false, "It is there, but offers no Verification.");
            var status = await association.EchoAsync(context, limit.Token);
            await association.ReleaseAsync();
            return new PeerEchoResult(status.IsDone, status.IsDone ? $"It answered in {clock.ElapsedMilliseconds} ms." : $"It answered {status}.");
        }
        catch (DicomAssociationException e)
        {
            return new PeerEchoResult(false, $"{e.Message} Check host, port and AE titles on both sides.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new PeerEchoResult(false, $"No answer within {Patience.TotalSeconds} seconds. Check host, port and firewall.");
        }
    }
}
