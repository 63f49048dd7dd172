using DicomGateway.Network.Dimse;

namespace DicomGateway.Transfer.Services.QueryRetrieve.User;

/// <summary>
/// Notices a PACS that never ends: matches that come round again (Brent's search for a cycle, so that one remembered match finds cycles of any
/// length), and more of them than any archive has.
/// </summary>
internal sealed class MatchGuard(int repeatLimit, long matchLimit)
{
    private ReadOnlyMemory<byte> _remembered;
    private long _rememberUntil;
    private long _count;
    private int _repeats;

    /// <exception cref="QueryFailedException">The answer has no end.</exception>
    public void Check(ReadOnlyMemory<byte> match)
    {
        if (++_count > matchLimit)
            throw Endless($"The PACS gave more than {matchLimit} matches");
        if (_count > 1 && match.Span.SequenceEqual(_remembered.Span) && ++_repeats >= repeatLimit)
            throw Endless($"The PACS repeated the same match {repeatLimit} times");
        if (_count <= _rememberUntil)
            return;
        _remembered = match;
        _rememberUntil = 2 * _count;
    }

    private static QueryFailedException Endless(string what) => new(
        DimseStatus.ProcessingFailure, $"{what} and was stopped: its answer has no end. Narrow the query, or ask the vendor of the PACS.");
}
