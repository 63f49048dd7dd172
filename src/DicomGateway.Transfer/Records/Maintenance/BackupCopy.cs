using System.Security.Cryptography;
using DicomGateway.Transfer.Spool.Io;

namespace DicomGateway.Transfer.Records.Maintenance;

/// <summary>Copies files into new ones for our user only, hashed on the way, durable at the end, holes left as holes.</summary>
internal static class BackupCopy
{
    private const int BufferLength = 1 << 20;

    /// <summary>Copies the first <paramref name="length"/> bytes. Returns their SHA-256.</summary>
    public static string Copy(string source, string target, long length, CancellationToken cancellationToken)
    {
        CreateFolder(Path.GetDirectoryName(target)!);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var from = File.OpenHandle(source, share: FileShare.ReadWrite | FileShare.Delete, options: FileOptions.SequentialScan))
        using (var to = Create(target))
        {
            RandomAccess.SetLength(to, length);
            var buffer = new byte[BufferLength];
            for (long position = 0; position < length;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var read = RandomAccess.Read(from, buffer.AsSpan(0, (int)Math.Min(BufferLength, length - position)), position);
                if (read == 0)
                    throw new BackupException($"{Path.GetFileName(source)} is shorter than recorded: run 'check' first.");
                var bytes = buffer.AsSpan(0, read);
                hash.AppendData(bytes);
                if (bytes.ContainsAnyExcept((byte)0))
                    RandomAccess.Write(to, bytes, position);
                position += read;
            }
        }
        Sync(target);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static void Write(string target, byte[] bytes)
    {
        using (var to = Create(target))
            RandomAccess.Write(to, bytes, 0);
        Sync(target);
    }

    public static string Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public static void Sync(string path)
    {
        var io = DurableFileIo.ForThisPlatform();
        using (var file = io.Open(path))
            file.Sync();
        io.SyncFolder(Path.GetDirectoryName(path)!);
    }

    private static Microsoft.Win32.SafeHandles.SafeFileHandle Create(string path)
    {
        var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(handle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return handle;
    }
}
