using DicomGateway.Transfer.Records;

namespace DicomGateway.Transfer.Tests.Records;

internal sealed class TestKey(byte fill) : IRecordsKeySource
{
    private readonly byte[] _key = [.. Enumerable.Repeat(fill, 32)];

    public ReadOnlySpan<byte> GetRecordsKey() => _key;
}
