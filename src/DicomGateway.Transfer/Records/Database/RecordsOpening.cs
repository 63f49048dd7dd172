using Microsoft.Data.Sqlite;

namespace DicomGateway.Transfer.Records.Database;

/// <summary>Opens the database of a data folder, or says clearly why not. Never makes a new one where records were lost.</summary>
internal static class RecordsOpening
{
    private const string KeyCheckName = "key_check";

    /// <summary>Stands beside the database while it is open; found at start, it tells of a crash, after which SQLite's log must be there too.</summary>
    internal const string OpenMark = ".open";

    /// <summary>Written into the mark by a process that had to leave it: it ended over its disk and not over what it was working on.</summary>
    internal static readonly byte[] EndedOverDisk = "disk"u8.ToArray();

    /// <summary>The same, by one that found the database damaged, and closed it: the next start reads all of it first.</summary>
    internal static readonly byte[] EndedOverDamage = "damage"u8.ToArray();

    public static RecordsContext Open(string folder, string spoolFolder, IRecordsKeySource keys, bool spoolHasInstances, TimeProvider time, long largeBytes = RecordsPageCheck.LargeBytes)
    {
        var path = Path.Combine(folder, RecordsFile.Name);
        var crashed = File.Exists(path + OpenMark);
        var left = crashed ? File.ReadAllBytes(path + OpenMark) : [];
        var isDamaged = left.AsSpan().SequenceEqual(EndedOverDamage);
        var checksBeside = crashed && !isDamaged && File.Exists(path) && new FileInfo(path).Length >= largeBytes;
        if (!File.Exists(path) && (spoolHasInstances || crashed))
        {
            throw new RecordsException(
                $"The database {path} is missing while the spool holds instances. Restore a backup, or make new records from the spool with 'dicom-gateway rebuild'.");
        }
        if (File.Exists(path) && crashed && !isDamaged && !File.Exists(path + "-wal"))
        {
            throw new RecordsException(
                $"The database's log {path}-wal is missing although the service did not end cleanly: records may be lost. Put it back, restore a backup, or make new records from the spool with 'dicom-gateway rebuild'.");
        }
        RecordsCipher? cipher = null;
        RecordsSession? session = null;
        try
        {
            cipher = new RecordsCipher(keys);
            session = RecordsFile.Open(path);
            OwnerOnly(path);
            RecordsSchema.Migrate(session, RecordsSchema.Scripts, time.GetUtcNow());
            if (crashed && !checksBeside)
                RecordsPageCheck.Require(session, path);
            CheckKey(session, cipher);

            // The commit makes SQLite's log durable under its name before the mark says that it must be there.
            session.Execute(
                "INSERT INTO meta(name, value) VALUES ('opened', $1) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
                BitConverter.GetBytes(RecordsValue.ToNumber(time.GetUtcNow())));
            File.WriteAllBytes(path + OpenMark, []);
            OwnerOnly(path + OpenMark);
            return new RecordsContext(new RecordsWriter(session), new RecordsReaders(path), cipher, new RecordsSignals(), time, spoolFolder)
            {
                IsAfterCrash = crashed && left.Length == 0,
                IsUnchecked = checksBeside,
            };
        }
        catch (Exception exception)
        {
            session?.Dispose();
            cipher?.Dispose();
            if (crashed && exception is RecordsDamagedException)
                TryNote(path + OpenMark, EndedOverDamage);
            if (exception is SqliteException fault)
                throw RecordsFile.Explain(fault, path);
            throw;
        }
    }

    /// <summary>Closes everything; SQLite folds its log into the database when the last connection goes.</summary>
    public static void Close(RecordsContext context, string folder)
    {
        // The mark goes first: a log that is gone while the mark is there means loss.
        var mark = Path.Combine(folder, RecordsFile.Name) + OpenMark;
        if (context.Writer.Broken is { } broken)
            TryNote(mark, broken is RecordsDamagedException ? EndedOverDamage : EndedOverDisk);
        else
            File.Delete(mark);
        context.Readers.Dispose();
        context.Writer.Dispose();
        context.Cipher.Dispose();
    }

    private static void TryNote(string mark, byte[] why)
    {
        try
        {
            File.WriteAllBytes(mark, why);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The disk takes nothing at all: then this end counts as a crash.
        }
    }

    private static void CheckKey(RecordsSession session, RecordsCipher cipher)
    {
        var known = session.Find("SELECT value FROM meta WHERE name = $1", row => row.Bytes(0), KeyCheckName);
        if (known is null)
            session.Execute("INSERT INTO meta(name, value) VALUES ($1, $2)", KeyCheckName, cipher.Check);
        else if (!known.AsSpan().SequenceEqual(cipher.Check))
            throw new RecordsException("The key file is not the one that this database was made with: restore the right key file. Nothing was changed.");
    }

    private static void OwnerOnly(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
