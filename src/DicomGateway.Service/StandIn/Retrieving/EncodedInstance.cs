using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Dicom.Files;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Service.Sending;

namespace DicomGateway.Service.StandIn.Retrieving;

/// <summary>An instance in a transfer syntax that the receiver takes: the file's bytes, or recoded where both are uncompressed.</summary>
internal sealed class EncodedInstance(PresentationContext context, DimseDataSource dataSet, Stream? recoded) : IAsyncDisposable
{
    public PresentationContext Context => context;

    public DimseDataSource DataSet => dataSet;

    /// <summary>Null when the receiver takes no transfer syntax that the instance can be sent in.</summary>
    public static EncodedInstance? Open(SendItem item, IEnumerable<PresentationContext> contexts)
    {
        var ofClass = contexts.Where(context => context.AbstractSyntax == item.SopClassUid && context.MayInvoke).ToList();
        if (ofClass.Find(context => context.TransferSyntax == item.TransferSyntaxUid) is { } exact)
            return new EncodedInstance(exact, DimseDataSource.FromFile(item.Path, item.DatasetOffset), null);
        if (!ContextRounds.Uncompressed.Contains(item.TransferSyntaxUid) || ofClass.Find(context => ContextRounds.Uncompressed.Contains(context.TransferSyntax)) is not { } other)
            return null;
        var dataset = DicomFile.Open(item.Path).Dataset;
        var target = DicomTransferSyntax.Lookup(other.TransferSyntax);
        var stream = DicomDatasetWriter.OpenRead(dataset, target);
        return new EncodedInstance(other, DimseDataSource.FromStream(stream, DicomDatasetWriter.GetLength(dataset, target)), stream);
    }

    public async ValueTask DisposeAsync()
    {
        await dataSet.DisposeAsync();
        if (recoded is not null)
            await recoded.DisposeAsync();
    }
}
