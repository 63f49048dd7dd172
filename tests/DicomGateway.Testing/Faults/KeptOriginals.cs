using System.Buffers.Binary;
using System.Text;

namespace DicomGateway.Testing.Faults;

/// <summary>
/// Finds the originals in a data folder by their bytes alone, whatever the layout of the spool: a Part 10 prefix, file meta with the
/// Media Storage SOP Instance UID, and behind it the data set.
/// </summary>
public static class KeptOriginals
{
    /// <returns>Numbers of the instances whose data set is there in full, byte for byte as sent.</returns>
    public static async Task<HashSet<int>> FindAsync(string folder, IEnumerable<TrackedInstance> expected)
    {
        var wanted = expected.ToDictionary(instance => instance.SopInstanceUid);
        var found = new HashSet<int>();
        var files = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var path in Directory.EnumerateFiles(folder, "*", files).Where(path => !path.EndsWith(".sock", StringComparison.Ordinal)))
            Scan(await ReadAsync(path), wanted, found);
        return found;
    }

    /// <summary>The file without its long runs of zeros: space set aside, or given back.</summary>
    private static async Task<byte[]> ReadAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var (bytes, chunk) = (new MemoryStream(), new byte[1 << 20]);
        while (await file.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false) is var read and > 0)
        {
            if (chunk.AsSpan(0, read).ContainsAnyExcept((byte)0))
                bytes.Write(chunk, 0, read);
        }

        return bytes.ToArray();
    }

    private static void Scan(ReadOnlySpan<byte> bytes, Dictionary<string, TrackedInstance> wanted, HashSet<int> found)
    {
        while (bytes.IndexOf("DICM\u0002\0\0\0UL\u0004\0"u8) is var at and >= 0)
        {
            bytes = bytes[(at + 12)..];
            if (bytes.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) is var length && length > bytes.Length - 4)
                continue;
            if (wanted.TryGetValue(InstanceUid(bytes.Slice(4, (int)length)), out var instance) && bytes[(4 + (int)length)..].StartsWith(instance.DataSet))
                found.Add(instance.Number);
        }
    }

    private static string InstanceUid(ReadOnlySpan<byte> meta)
    {
        var at = meta.IndexOf("\u0002\0\u0003\0UI"u8);
        if (at < 0 || meta.Length < at + 8)
            return "";
        var length = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(meta[(at + 6)..]), meta.Length - at - 8);
        return Encoding.ASCII.GetString(meta.Slice(at + 8, length)).TrimEnd('\0', ' ');
    }
}
