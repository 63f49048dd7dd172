using System.Runtime.InteropServices;
using SQLitePCL;

namespace DicomGateway.Transfer.Records.Database;

/// <summary>
/// Uses the operating system's SQLite, whose security updates are the system's, where it is new enough for the statements of this room; else the
/// one that came with the program.
/// </summary>
internal static class SqliteLibrary
{
    /// <summary>RETURNING, as SQLite counts versions.</summary>
    private const int OldestUsable = 3_035_000;

    private static readonly Lazy<string> Loaded = new(Load);

    /// <summary>Which one it is and its version.</summary>
    public static string Describe() => Loaded.Value;

    private static string Load()
    {
        var name = OperatingSystem.IsWindows() ? "winsqlite3" : "libsqlite3.so.0";
        var system = TryLoad(name);
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (asked, _, _) => asked == "e_sqlite3" ? system : 0);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return $"{(system == 0 ? "bundled" : name)} {raw.sqlite3_libversion().utf8_to_string()}";
    }

    private static unsafe nint TryLoad(string name)
    {
        if (!NativeLibrary.TryLoad(name, typeof(SqliteLibrary).Assembly, DllImportSearchPath.System32 | DllImportSearchPath.SafeDirectories, out var library))
            return 0;
        if (NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var version) && ((delegate* unmanaged[Cdecl]<int>)version)() >= OldestUsable)
            return library;
        NativeLibrary.Free(library);
        return 0;
    }
}
