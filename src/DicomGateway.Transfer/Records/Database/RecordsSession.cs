using Microsoft.Data.Sqlite;

namespace DicomGateway.Transfer.Records.Database;

/// <summary>
/// A connection with its prepared statements; used by one thread at a time. Parameters are $1, $2 … in order, as PostgreSQL has them.
/// </summary>
internal sealed class RecordsSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    public SqliteConnection Connection => connection;

    public int Execute(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteNonQuery();

    public long GetNumber(string sql, params ReadOnlySpan<object?> values) =>
        Prepare(sql, values).ExecuteScalar() switch { long number => number, double number => (long)number, _ => 0 };

    public long? FindNumber(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteScalar() as long?;

    public DateTimeOffset? FindTime(string sql, params ReadOnlySpan<object?> values) => FindNumber(sql, values) is { } number ? RecordsValue.ToTime(number) : null;

    public List<T> Query<T>(string sql, Func<RecordsRow, T> map, params ReadOnlySpan<object?> values)
    {
        var found = new List<T>();
        using var reader = Prepare(sql, values).ExecuteReader();
        var row = new RecordsRow(reader);
        while (reader.Read())
            found.Add(map(row));
        return found;
    }

    public T? Find<T>(string sql, Func<RecordsRow, T> map, params ReadOnlySpan<object?> values)
        where T : class
    {
        using var reader = Prepare(sql, values).ExecuteReader();
        return reader.Read() ? map(new RecordsRow(reader)) : null;
    }

    /// <summary>Several questions about one moment: the writer goes on meanwhile.</summary>
    public T InSnapshot<T>(Func<T> read)
    {
        Execute("BEGIN");
        try
        {
            return read();
        }
        finally
        {
            Execute("COMMIT");
        }
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant of this room; values travel as parameters.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var i = 1; i <= values.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            _prepared.Add(sql, command);
        }
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = RecordsValue.ToDatabase(values[i]);
        return command;
    }
}
