using Microsoft.Data.Sqlite;

namespace DicomGateway.Transfer.Tests.Records;

/// <summary>What somebody with the file in his hands could do to it.</summary>
internal static class TestDatabase
{
    public static async Task ExecuteAsync(string path, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
