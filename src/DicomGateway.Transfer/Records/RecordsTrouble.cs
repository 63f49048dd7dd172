using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DicomGateway.Transfer.Records;

/// <summary>Tells a database that is not fit at the moment from a statement that it would never take.</summary>
public static class RecordsTrouble
{
    public static bool IsPassing(Exception exception) => exception is RecordsException or SqliteException
    {
        SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY
            or raw.SQLITE_PERM or raw.SQLITE_NOMEM or raw.SQLITE_CORRUPT,
    };
}
