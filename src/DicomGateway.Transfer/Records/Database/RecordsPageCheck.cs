using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DicomGateway.Transfer.Records.Database;

/// <summary>
/// Reads all pages of a large database after a crash, beside the work: instances are taken meanwhile, since for them the spool alone answers, and
/// records can be made anew from it. When it finds damage, nothing more is written, and the service ends saying so.
/// </summary>
internal sealed class RecordsPageCheck : IAsyncDisposable
{
    /// <summary>A smaller database is read in a moment, before anything else.</summary>
    public const long LargeBytes = 64L << 20;

    private readonly RecordsSession _session;
    private readonly Task _checking;
    private volatile bool _isStopped;

    public RecordsPageCheck(string path, RecordsWriter writer)
    {
        _session = RecordsFile.Open(path, readOnly: true);
        _checking = Task.Run(() => Check(path, writer));
    }

    /// <exception cref="RecordsException">The database is damaged.</exception>
    public static void Require(RecordsSession session, string path)
    {
        if (session.Query("PRAGMA quick_check(1)", row => row.Text(0)) is not ["ok"])
        {
            throw new RecordsDamagedException(
                $"The database {path} is damaged. Restore a backup, or make new records from the spool with 'dicom-gateway rebuild'.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isStopped = true;

        // An interrupt only reaches a statement that runs.
        while (!_checking.IsCompleted)
        {
            raw.sqlite3_interrupt(_session.Connection.Handle);
            await Task.WhenAny(_checking, Task.Delay(20)).ConfigureAwait(false);
        }

        await _checking.ConfigureAwait(false);
        _session.Dispose();
    }

    private void Check(string path, RecordsWriter writer)
    {
        try
        {
            Require(_session, path);
        }
        catch (RecordsException damage)
        {
            writer.Break(damage);
        }
        catch (SqliteException fault) when (!_isStopped)
        {
            writer.Break(RecordsFile.Explain(fault, path));
        }
        catch (SqliteException)
        {
            // Interrupted: the next start checks again, if this one does not end cleanly.
        }
    }
}
