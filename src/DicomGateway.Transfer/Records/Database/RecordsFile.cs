using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DicomGateway.Transfer.Records.Database;

/// <summary>Opens the database file and asserts what durability rests on.</summary>
internal static class RecordsFile
{
    public const string Name = "gateway.db";

    private const int BusySeconds = 5;

    /// <exception cref="RecordsException">The file is no database, or does not keep what it commits.</exception>
    public static RecordsSession Open(string path, bool readOnly = false)
    {
        SqliteLibrary.Describe();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = readOnly ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        try
        {
            connection.Open();
            Ask(connection, "PRAGMA busy_timeout=5000");
            var mode = Ask(connection, "PRAGMA journal_mode=WAL");
            Ask(connection, "PRAGMA synchronous=FULL");
            Ask(connection, "PRAGMA foreign_keys=ON");
            if (readOnly)
                Ask(connection, "PRAGMA query_only=ON");
            var synchronous = Ask(connection, "PRAGMA synchronous");
            if (mode != "wal" || synchronous != "2")
                throw new RecordsException($"The database runs with journal_mode={mode} and synchronous={synchronous}, which would lose records in a power cut: put the data folder on a local file system.");
            return new RecordsSession(connection);
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw Explain(exception, path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static RecordsException Explain(SqliteException exception, string path) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new RecordsDamagedException(
            $"The database {path} is damaged. Nothing was changed. Restore a backup, or make new records from the spool with 'dicom-gateway rebuild'.", exception),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new RecordsException($"The database {path} is locked by another program: end that program.", exception),
        raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_READONLY => new RecordsException(
            $"The database {path} cannot be opened for writing: give the data folder to the service's user.", exception),
        raw.SQLITE_FULL => new RecordsException($"There is no space for the database {path}: free space on its disk.", exception),
        _ => new RecordsException($"The database {path} cannot be opened (SQLite error {exception.SqliteExtendedErrorCode}).", exception),
    };

    private static string Ask(SqliteConnection connection, string pragma)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = pragma;
#pragma warning restore CA2100
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }
}
