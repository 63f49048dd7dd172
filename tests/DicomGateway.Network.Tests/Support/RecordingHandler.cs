using System.Collections.Concurrent;
using System.Security.Cryptography;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;

namespace DicomGateway.Network.Tests.Support;

/// <summary>Reads every data set to its end, remembers its hash and answers; a test can take over the answering.</summary>
internal sealed class RecordingHandler : IDimseHandler
{
    public ConcurrentQueue<(CommandSet Command, long Length, string Hash)> Received { get; } = new();

    public Func<DimseRequest, CancellationToken, ValueTask>? Instead { get; set; }

    public async ValueTask HandleAsync(DimseRequest request, CancellationToken cancellationToken)
    {
        if (Instead is not null)
        {
            await Instead(request, cancellationToken);
            return;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = 0L;
        while (request.DataSet is { } dataSet && await dataSet.ReadFragmentAsync(cancellationToken) is { IsEmpty: false } first)
        {
            var fragment = first;
            do
            {
                hash.AppendData(fragment.Span);
                length += fragment.Length;
            }
            while (dataSet.TryReadFragment(out fragment));
        }

        Received.Enqueue((request.Command, length, Convert.ToHexString(hash.GetCurrentHash())));
        await request.RespondAsync(DimseStatus.Success, cancellationToken: cancellationToken);
    }
}
