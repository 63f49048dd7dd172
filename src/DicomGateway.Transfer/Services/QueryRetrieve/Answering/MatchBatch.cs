using DicomGateway.Network.Dimse;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Answering;

/// <summary>
/// Matches of a query on their way: the first goes at once, then twice as many together each time, so that whoever asks for one study does not wait and
/// whoever asks for all does not pay a write for each.
/// </summary>
internal sealed class MatchBatch(DimseRequest request, DimseStatus pending)
{
    private const int MostMatches = 32;
    private const int MostBytes = 64 * 1024;

    private readonly List<ReadOnlyMemory<byte>> _matches = [];
    private int _limit = 1;
    private int _bytes;

    /// <summary>Matches that the peer was given.</summary>
    public int Sent { get; private set; }

    public async ValueTask AddAsync(byte[] match, CancellationToken cancellationToken)
    {
        _matches.Add(match);
        _bytes += match.Length;
        if (_matches.Count < _limit && _bytes < MostBytes)
            return;
        await SendAsync(cancellationToken).ConfigureAwait(false);
        _limit = Math.Min(2 * _limit, MostMatches);
    }

    public async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        await request.RespondPendingAsync(pending, _matches, cancellationToken).ConfigureAwait(false);
        Sent += _matches.Count;
        _matches.Clear();
        _bytes = 0;
    }
}
