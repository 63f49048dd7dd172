namespace DicomGateway.Transfer.Records.Database;

/// <summary>Brings a database to this program's schema, in one transaction: it is all new or all old.</summary>
internal static class RecordsSchema
{
    /// <summary>Each script takes the schema from its index to the next version. Never change one that has been released: add another.</summary>
    public static IReadOnlyList<string> Scripts { get; } =
    [
        Script("0001.sql"), Script("0002.sql"), Script("0003.sql"), Script("0004.sql"), Script("0005.sql"), Script("0006.sql"), Script("0007.sql"),
        Script("0008.sql"), Script("0009.sql"), Script("0010.sql"), Script("0011.sql"), Script("0012.sql"), Script("0013.sql"), Script("0014.sql"),
        Script("0015.sql"),
    ];

    /// <exception cref="RecordsException">The database was written by a newer program.</exception>
    public static void Migrate(RecordsSession session, IReadOnlyList<string> scripts, DateTimeOffset now)
    {
        var version = (int)session.GetNumber("PRAGMA user_version");
        if (version > scripts.Count)
        {
            throw new RecordsException(
                $"The database has schema {version} and this program knows {scripts.Count}: it was used by a newer version. Start that version, or restore the backup made before the upgrade.");
        }
        if (version == scripts.Count)
            return;
        session.Execute("BEGIN IMMEDIATE");
        try
        {
            for (var i = version; i < scripts.Count; i++)
                session.Execute(scripts[i]);
            session.Execute(
                "INSERT INTO meta(name, value) VALUES ('schema_changed', $1) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
                BitConverter.GetBytes(RecordsValue.ToNumber(now)));
            session.Execute($"PRAGMA user_version = {scripts.Count}");
            session.Execute("COMMIT");
        }
        catch
        {
            session.Execute("ROLLBACK");
            throw;
        }
    }

    private static string Script(string name)
    {
        using var stream = typeof(RecordsSchema).Assembly.GetManifestResourceStream($"DicomGateway.Transfer.Records.Database.Schema.{name}")
            ?? throw new InvalidOperationException($"Schema script {name} is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
