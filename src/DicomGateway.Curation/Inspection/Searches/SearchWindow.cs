using System.Buffers;
using System.Text;
using DicomGateway.Curation.Metadata;

namespace DicomGateway.Curation.Inspection.Searches;

/// <summary>Searches bytes that come in pieces; the end of one piece is looked at again with the beginning of the next.</summary>
internal sealed class SearchWindow(RawPatterns patterns, HashSet<IdentityKind> found) : IDisposable
{
    private char[] _characters = ArrayPool<char>.Shared.Rent(128 * 1024);
    private int _kept;

    public void Push(ReadOnlySpan<byte> bytes)
    {
        if (_characters.Length < _kept + bytes.Length)
            Grow(_kept + bytes.Length);
        var length = _kept + Encoding.Latin1.GetChars(bytes, _characters.AsSpan(_kept));
        patterns.Find(_characters.AsSpan(0, length), found);
        var keep = Math.Min(length, patterns.Overlap);
        _characters.AsSpan(length - keep, keep).CopyTo(_characters);
        _kept = keep;
    }

    /// <summary>What comes next does not continue what came before.</summary>
    public void Break() => _kept = 0;

    public void Dispose() => ArrayPool<char>.Shared.Return(_characters);

    private void Grow(int size)
    {
        var larger = ArrayPool<char>.Shared.Rent(size);
        _characters.AsSpan(0, _kept).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_characters);
        _characters = larger;
    }
}
