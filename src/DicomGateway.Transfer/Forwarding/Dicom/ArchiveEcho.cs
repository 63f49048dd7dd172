using System.Diagnostics;
using DicomGateway.Dicom.Data;
using DicomGateway.Network;
using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Records.Commitments;

namespace DicomGateway.Transfer.Forwarding.Dicom;

/// <summary>Asks an archive for a sign of life (C-ECHO), and whether it offers storage commitment.</summary>
internal sealed class ArchiveEcho(ArchiveOptions options, TimeProvider time)
{
    private const string Verification = "1.2.840.10008.1.1";
    private const string Commitment = "1.2.840.10008.1.20.1";

    public async Task<DestinationEcho> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            var clock = Stopwatch.StartNew();
            var client = new DicomClient(options.Client, time: time);
            await using (client.ConfigureAwait(false))
            {
                string[] syntaxes = [DicomTransferSyntax.ImplicitVRLittleEndian.UID.UID];
                var association = await client.OpenAsync([new ProposedContext(Verification, syntaxes), new ProposedContext(Commitment, syntaxes)], cancellationToken).ConfigureAwait(false);
                await using (association.ConfigureAwait(false))
                {
                    var commits = association.FindContext(Commitment) is not null;
                    if (association.FindContext(Verification) is not { } context)
                    {
                        await association.ReleaseAsync().ConfigureAwait(false);
                        return new DestinationEcho(true, $"It accepts the association and offers no Verification. {OfCommitment(commits)}", RemedyOf(commits));
                    }

                    var status = await association.EchoAsync(context, cancellationToken).ConfigureAwait(false);
                    await association.ReleaseAsync().ConfigureAwait(false);
                    return status.IsDone
                        ? new DestinationEcho(true, $"It answered C-ECHO in {clock.ElapsedMilliseconds} ms. {OfCommitment(commits)}", RemedyOf(commits))
                        : new DestinationEcho(false, $"It answered C-ECHO with {status}.", "Look into the archive's log.");
                }
            }
        }
        catch (DicomAssociationException exception)
        {
            return new DestinationEcho(false, exception.Message, "Check host, port, AE titles and TLS on both sides, and the firewall.");
        }
    }

    private static string OfCommitment(bool commits) => commits ? "It offers storage commitment." : "It offers no storage commitment.";

    private string? RemedyOf(bool commits) => commits || options.Proof != ProofKind.Commitment
        ? null
        : "proof asks for storage commitment: have it switched on there, or set proof to Query, WhereOffered or None.";
}
