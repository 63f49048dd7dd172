using DicomGateway.Network;
using DicomGateway.Transfer.Forwarding.Dicom;
using DicomGateway.Transfer.Records.Commitments;
using DicomGateway.Transfer.Services.StorageCommitment;

namespace DicomGateway.Transfer.Forwarding.Proof;

/// <summary>By storage commitment.</summary>
internal sealed class CommitmentProver(ArchiveOptions archive, ICommitmentReports reports, TimeProvider time) : IProver
{
    /// <summary>Most archives that report on our association do so at once.</summary>
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(2);

    private readonly CommitmentUser _user = new(archive.Client, reports, Stay, time);

    public string Destination => archive.Name;

    public ProofKind Kind => archive.Proof;

    public TimeSpan AnswerWithin => archive.CommitmentWithin;

    public async Task<ProofTry> AskAsync(ProofWork work, CancellationToken cancellationToken)
    {
        var request = new CommitmentRequest(
            work.TransactionUid, [.. work.Items.Select(item => new CommitmentReference(item.Output.SopClassUid, item.Output.SopInstanceUid))]);
        try
        {
            return await _user.AskAsync(request, cancellationToken).ConfigureAwait(false) switch
            {
                // Some archives accept every class and know only what they know.
                { IsOffered: false } or { Status.Code: 0x0122 or 0x0211 } => new ProofTry.NotOffered(),
                { Status: { IsDone: false } status } => new ProofTry.NotTaken(status.Code),
                _ => new ProofTry.Taken(),
            };
        }
        catch (DicomAssociationException exception)
        {
            return new ProofTry.Unreachable(exception.Message);
        }
    }

    public ValueTask DisposeAsync() => _user.DisposeAsync();
}
