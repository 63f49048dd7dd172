namespace DicomGateway.Network.Dimse.DataSets;

internal sealed class StreamDataSource(Stream stream, long length) : DimseDataSource(length)
{
    internal override async ValueTask FillAsync(List<Memory<byte>> targets, CancellationToken cancellationToken)
    {
        foreach (var target in targets)
            await stream.ReadExactlyAsync(target, cancellationToken).ConfigureAwait(false);
    }
}
