using System.Text.Json;
using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.Alerts;

/// <summary>Reads alerts and messages.</summary>
internal static class AlertColumns
{
    public const string Alert = "alert_id, kind, subject, text, level, is_event, times, since, ended_at, told_level, is_closed";

    public const string Message = "m.message_id, m.kind, m.made_at, m.title, m.is_over, m.lines";

    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web);

    public static string Write(IReadOnlyList<AlertLine> lines) => JsonSerializer.Serialize(lines, Layout);

    public static AlertRecord ToAlert(RecordsRow row) => new()
    {
        AlertId = row.Number(0),
        Kind = (AlertKind)row.Int(1),
        Subject = row.Text(2),
        Text = row.Text(3),
        Level = row.Number(4),
        IsEvent = row.Flag(5),
        Times = row.Int(6),
        Since = row.Time(7),
        Ended = row.TimeOrNull(8),
        ToldLevel = row.NumberOrNull(9),
        IsClosed = row.Flag(10),
    };

    public static AlertMessage ToMessage(RecordsRow row) => new(
        row.Number(0), (AlertKind)row.Int(1), row.Time(2), row.Text(3), row.Flag(4), JsonSerializer.Deserialize<IReadOnlyList<AlertLine>>(row.Text(5), Layout)!);
}
