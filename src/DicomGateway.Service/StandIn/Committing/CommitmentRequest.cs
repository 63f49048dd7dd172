using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Network.Dimse;

namespace DicomGateway.Service.StandIn.Committing;

/// <summary>The action information of a storage commitment request (PS3.4 J.3.2.1.1).</summary>
internal sealed record CommitmentRequest(string TransactionUid, IReadOnlyList<ReferencedInstance> Instances)
{
    private const int Maximum = 64 << 20;

    /// <summary>Null when it is no such request.</summary>
    public static async ValueTask<CommitmentRequest?> ReadAsync(DimseRequest request, CancellationToken cancellationToken)
    {
        if (request.DataSet is not { } incoming)
            return null;
        try
        {
            var bytes = await incoming.ReadToEndAsync(Maximum, cancellationToken);
            var dataset = DicomDatasetReader.Read(bytes, DicomTransferSyntax.Lookup(request.PresentationContext.TransferSyntax)).Dataset;
            return dataset.GetUID(DicomTag.TransactionUID) is { } transaction && dataset.TryGetSequence(DicomTag.ReferencedSOPSequence, out var items)
                ? new CommitmentRequest(transaction.UID, [.. items.Select(ReferencedInstance.Of)])
                : null;
        }
        catch (Exception e) when (e is DicomFormatException or DicomDataException or InvalidDataException)
        {
            return null;
        }
    }
}
