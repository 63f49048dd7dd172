using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Network.Dimse;

namespace DicomGateway.Transfer.Services.StorageCommitment;

/// <summary>
/// Takes N-EVENT-REPORT as SCU (PS3.4 J.3.3), on an association of ours or on one that the archive made. Success is said once the report is on record.
/// </summary>
internal sealed class CommitmentReportProvider(ICommitmentReports reports) : IDimseHandler
{
    /// <summary>Far more than a request of ours can be answered with.</summary>
    private const int LargestReport = 8 << 20;

    private static readonly DimseStatus NoSuchEventType = new(0x0113);
    private static readonly DimseStatus InvalidArgument = new(0x0115);

    public async ValueTask HandleAsync(DimseRequest request, CancellationToken cancellationToken) =>
        await request.RespondAsync(await TakeAsync(request, cancellationToken).ConfigureAwait(false), cancellationToken: cancellationToken).ConfigureAwait(false);

    private async ValueTask<DimseStatus> TakeAsync(DimseRequest request, CancellationToken cancellationToken)
    {
        if (request.Command.EventTypeId is not (1 or 2))
            return NoSuchEventType;
        if (request.DataSet is null)
            return DimseStatus.MistypedArgument;
        try
        {
            var bytes = await request.DataSet.ReadToEndAsync(LargestReport, cancellationToken).ConfigureAwait(false);
            var dataset = DicomDatasetReader.Read(bytes, DicomTransferSyntax.Lookup(request.PresentationContext.TransferSyntax)).Dataset;
            var association = request.Association;
            var archive = (association.IsRequestor ? association.CalledAeTitle : association.CallingAeTitle).Trim();
            return CommitmentDataset.ReadReport(dataset) is { } report && await reports.TakeAsync(report, archive, cancellationToken).ConfigureAwait(false)
                ? DimseStatus.Success
                : InvalidArgument;
        }
        catch (Exception exception) when (exception is DicomFormatException or DicomDataException or InvalidDataException)
        {
            return InvalidArgument;
        }
    }
}
