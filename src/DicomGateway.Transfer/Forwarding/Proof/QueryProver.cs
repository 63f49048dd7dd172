using DicomGateway.Dicom.Data;
using DicomGateway.Network;
using DicomGateway.Transfer.Forwarding.Dicom;
using DicomGateway.Transfer.Records.Commitments;
using DicomGateway.Transfer.Services.QueryRetrieve;
using DicomGateway.Transfer.Services.QueryRetrieve.User;

namespace DicomGateway.Transfer.Forwarding.Proof;

/// <summary>By C-FIND at image level, series by series: what the archive lists, it has. A fall-back, for a list is no promise.</summary>
internal sealed class QueryProver(ArchiveOptions archive, SealedStudies studies, TimeProvider time) : IProver
{
    private readonly QueryRetrieveUser _user = new(new QueryRetrieveUserOptions { Client = archive.Client }, time);

    public string Destination => archive.Name;

    public ProofKind Kind => archive.Proof;

    public TimeSpan AnswerWithin => archive.CommitmentWithin;

    public async Task<ProofTry> AskAsync(ProofWork work, CancellationToken cancellationToken)
    {
        try
        {
            return new ProofTry.Answered(await SeriesProof.AskAsync(work, studies, FindAsync, cancellationToken).ConfigureAwait(false));
        }
        catch (QueryFailedException exception)
        {
            return new ProofTry.NotTaken(exception.Status.Code);
        }
        catch (DicomAssociationException exception)
        {
            return new ProofTry.Unreachable(exception.Message);
        }
    }

    public ValueTask DisposeAsync() => _user.DisposeAsync();

    private async IAsyncEnumerable<string> FindAsync(
        string study, string series, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var keys = new DicomDataset()
            .AddOrUpdate(DicomTag.StudyInstanceUID, study).AddOrUpdate(DicomTag.SeriesInstanceUID, series).AddOrUpdate(DicomTag.SOPInstanceUID, "");
        await foreach (var match in _user.FindAsync(QueryLevel.Image, keys, cancellationToken).ConfigureAwait(false))
            yield return match.GetStringOrEmpty(DicomTag.SOPInstanceUID);
    }
}
