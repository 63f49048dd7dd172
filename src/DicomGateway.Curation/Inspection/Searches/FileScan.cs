using System.Buffers;
using System.Security.Cryptography;
using DicomGateway.Curation.Metadata;

namespace DicomGateway.Curation.Inspection.Searches;

/// <summary>Reads a file once from end to end: hashes all of it and searches all but the pixel data, each part for what must not be in it.</summary>
internal static class FileScan
{
    private const int Piece = 64 * 1024;

    /// <param name="apart">What is not searched for the patterns, in ascending order.</param>
    public static (string Sha256, long Length) Run(string path, IReadOnlyList<ScanRange> apart, RawPatterns patterns, HashSet<IdentityKind> found)
    {
        using var handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = RandomAccess.GetLength(handle);
        var bytes = ArrayPool<byte>.Shared.Rent(Piece);
        var window = new SearchWindow(patterns, found);
        var (before, own) = ((ScanRange?)null, (SearchWindow?)null);
        try
        {
            var next = 0;
            for (long at = 0; at < length;)
            {
                while (next < apart.Count && apart[next].Offset + apart[next].Length <= at)
                    next++;
                var range = next < apart.Count && at >= apart[next].Offset ? apart[next] : null;
                var end = Math.Min(length, range is not null ? range.Offset + range.Length : next < apart.Count ? apart[next].Offset : length);
                var read = RandomAccess.Read(handle, bytes.AsSpan(0, (int)Math.Min(Piece, end - at)), at);
                if (read == 0)
                    throw new EndOfStreamException("A file of the output shrank while it was inspected.");
                hash.AppendData(bytes, 0, read);
                if (range != before)
                {
                    window.Break();
                    own?.Dispose();
                    own = range?.Patterns is { } rest ? new SearchWindow(rest, found) : null;
                    before = range;
                }

                (range is null ? window : own)?.Push(bytes.AsSpan(0, read));
                at += read;
            }

            return (Convert.ToHexStringLower(hash.GetHashAndReset()), length);
        }
        finally
        {
            window.Dispose();
            own?.Dispose();
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
