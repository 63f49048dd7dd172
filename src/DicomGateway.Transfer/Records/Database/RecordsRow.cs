using Microsoft.Data.Sqlite;

namespace DicomGateway.Transfer.Records.Database;

/// <summary>Reads one row by column number.</summary>
internal sealed class RecordsRow(SqliteDataReader reader)
{
    public long Number(int column) => reader.GetInt64(column);

    public long? NumberOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public int Int(int column) => checked((int)reader.GetInt64(column));

    public bool Flag(int column) => reader.GetInt64(column) != 0;

    public string Text(int column) => reader.GetString(column);

    public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public byte[] Bytes(int column) => (byte[])reader.GetValue(column);

    public byte[]? BytesOrNull(int column) => reader.IsDBNull(column) ? null : Bytes(column);

    public string Hex(int column) => Convert.ToHexStringLower(Bytes(column));

    public string HexOrEmpty(int column) => reader.IsDBNull(column) ? "" : Hex(column);

    public Guid Id(int column) => new(Bytes(column), bigEndian: true);

    public Guid? IdOrNull(int column) => reader.IsDBNull(column) ? null : Id(column);

    public DateTimeOffset Time(int column) => RecordsValue.ToTime(reader.GetInt64(column));

    public DateTimeOffset? TimeOrNull(int column) => reader.IsDBNull(column) ? null : Time(column);
}
