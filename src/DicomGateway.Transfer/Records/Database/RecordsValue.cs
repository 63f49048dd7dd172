namespace DicomGateway.Transfer.Records.Database;

/// <summary>How values are stored: times as microseconds since 1970 in UTC, ids as 16 bytes, enumerations as numbers.</summary>
internal static class RecordsValue
{
    public static object ToDatabase(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset time => ToNumber(time),
        Guid id => id.ToByteArray(bigEndian: true),
        bool flag => flag ? 1L : 0L,
        Enum number => Convert.ToInt64(number, System.Globalization.CultureInfo.InvariantCulture),
        _ => value,
    };

    public static long ToNumber(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToTime(long number) => DateTimeOffset.UnixEpoch.AddTicks(number * TimeSpan.TicksPerMicrosecond);
}
