using System.Buffers;
using System.Security.Cryptography;
using DicomGateway.Curation.Metadata;

namespace DicomGateway.Curation.Inspection.Searches;

/// <summary>Reads a file once from end to end: hashes all of it and searches all but the pixel data.</summary>
internal static class FileScan
{
    private const int Piece = 64 * 1024;

    /// <param name="skipped">Where pixel data lie, in ascending order.</param>
    public static (string Sha256, long Length) Run(string path, IReadOnlyList<(long Offset, long Length)> skipped, RawPatterns patterns, HashSet<IdentityKind> found)
    {
        using var handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = RandomAccess.GetLength(handle);
        var bytes = ArrayPool<byte>.Shared.Rent(Piece);
        var window = new SearchWindow(patterns, found);
        try
        {
            var next = 0;
            for (long at = 0; at < length;)
            {
                while (next < skipped.Count && skipped[next].Offset + skipped[next].Length <= at)
                    next++;
                var inPixels = next < skipped.Count && at >= skipped[next].Offset;
                var end = next >= skipped.Count ? length : inPixels ? Math.Min(length, skipped[next].Offset + skipped[next].Length) : Math.Min(length, skipped[next].Offset);
                var read = RandomAccess.Read(handle, bytes.AsSpan(0, (int)Math.Min(Piece, end - at)), at);
                if (read == 0)
                    throw new EndOfStreamException("A file of the output shrank while it was inspected.");
                hash.AppendData(bytes, 0, read);
                if (inPixels)
                    window.Break();
                else
                    window.Push(bytes.AsSpan(0, read));
                at += read;
            }

            return (Convert.ToHexStringLower(hash.GetHashAndReset()), length);
        }
        finally
        {
            window.Dispose();
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
