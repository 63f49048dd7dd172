namespace DicomGateway.Network.Dimse.DataSets;

internal sealed class MemoryDataSource(ReadOnlyMemory<byte> dataSet) : DimseDataSource(dataSet.Length)
{
    private ReadOnlyMemory<byte> _rest = dataSet;

    internal override ValueTask FillAsync(List<Memory<byte>> targets, CancellationToken cancellationToken)
    {
        foreach (var target in targets)
        {
            if (target.Length > _rest.Length)
                throw new EndOfStreamException("The data set in memory was sent already.");
            _rest.Span[..target.Length].CopyTo(target.Span);
            _rest = _rest[target.Length..];
        }

        return ValueTask.CompletedTask;
    }
}
