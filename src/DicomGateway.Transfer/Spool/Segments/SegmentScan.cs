using System.Security.Cryptography;
using DicomGateway.Transfer.Spool.Io;

namespace DicomGateway.Transfer.Spool.Segments;

/// <summary>
/// Finds the instances of a segment by their trailers, block by block. Only what has a whole trailer and whose data set has the hash in it is
/// an instance; all else is a torn tail, which was never acknowledged, or a hole.
/// </summary>
internal sealed class SegmentScan(IDurableFile file, long number, CancellationToken cancellationToken)
{
    private const int WindowLength = 1 << 20;

    private readonly byte[] _window = new byte[WindowLength];
    private readonly byte[] _data = new byte[WindowLength];
    private long _windowStart = -1;
    private int _windowFilled;

    /// <summary>False when the header is damaged: nothing can be said of the segment, so nothing may be cut from it either.</summary>
    public bool IsReadable { get; private set; }

    /// <summary>Ends behind the last instance found; what lies there can be cut.</summary>
    public long ValidEnd { get; private set; }

    /// <summary>Trailers that were whole while the bytes before them were not: writes that the disk tore.</summary>
    public int TornCount { get; private set; }

    public IEnumerable<SpoolEntry> Find(long from)
    {
        if (TryReadSecret() is not { } secret)
            yield break;
        ValidEnd = Math.Max(from, SegmentHeader.Length);
        var position = ValidEnd;
        while (FindTrailer(position, secret) is { } found)
        {
            position = found.Trailer + Blocks.Size;
            if (found.Entry is null || found.Entry.Start < ValidEnd)
                continue;
            if (!HasItsBytes(found.Entry.Start + found.Entry.HeaderLength, found.Entry.Start + found.Entry.Length, found.Entry.Sha256))
            {
                TornCount++;
                continue;
            }
            position = ValidEnd = found.Entry.End;
            yield return found.Entry;
        }
    }

    /// <summary>Whether the data set still is what was received.</summary>
    public bool HasItsBytes(long position, long end, byte[] sha256)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (position < end)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = file.Read(_data.AsSpan(0, (int)Math.Min(WindowLength, end - position)), position);
            if (read == 0)
                return false;
            hash.AppendData(_data, 0, read);
            position += read;
        }
        return CryptographicOperations.FixedTimeEquals(hash.GetHashAndReset(), sha256);
    }

    private byte[]? TryReadSecret()
    {
        var block = new byte[SegmentHeader.Length];
        var secret = ReadFully(block, 0) ? SegmentHeader.TryRead(block, number) : null;

        // A crash while the segment was made leaves zeros, and no instance.
        IsReadable = secret is not null || !block.AsSpan().ContainsAnyExcept((byte)0);
        return secret;
    }

    private (long Trailer, SpoolEntry? Entry)? FindTrailer(long from, byte[] secret)
    {
        for (var position = from; MoveWindowTo(position); position += Blocks.Size)
        {
            var head = _window.AsSpan((int)(position - _windowStart), (int)Math.Min(Trailer.HeadLength, _windowStart + _windowFilled - position));
            var length = Trailer.TryReadLength(head, secret);
            if (length > 0)
                return (position, ReadTrailer(position, length));
        }
        return null;
    }

    private SpoolEntry? ReadTrailer(long offset, int length)
    {
        if (offset + length > file.Length)
            return null;
        var bytes = new byte[length];
        return ReadFully(bytes, offset) ? Trailer.TryRead(bytes, number, offset) : null;
    }

    private bool MoveWindowTo(long position)
    {
        if (_windowStart >= 0 && position >= _windowStart && position < _windowStart + _windowFilled)
            return true;
        cancellationToken.ThrowIfCancellationRequested();
        (_windowStart, _windowFilled) = (position, 0);
        while (_windowFilled < WindowLength)
        {
            var read = file.Read(_window.AsSpan(_windowFilled), position + _windowFilled);
            if (read == 0)
                break;
            _windowFilled += read;
        }
        return _windowFilled > 0;
    }

    private bool ReadFully(byte[] bytes, long offset)
    {
        var filled = 0;
        while (filled < bytes.Length)
        {
            var read = file.Read(bytes.AsSpan(filled), offset + filled);
            if (read == 0)
                return false;
            filled += read;
        }
        return true;
    }
}
