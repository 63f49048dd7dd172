using System.Globalization;
using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts.Telling;

/// <summary>What a message says in one line.</summary>
internal static class AlertTitle
{
    private const int Longest = 120;

    public static string Of(AlertKind kind, IReadOnlyList<AlertLine> lines) =>
        lines is [var only] ? Shorten(Before(only.State) + FirstSentence(only.Text)) : $"{Name(kind)}: {Counts(lines)}";

    public static string Name(AlertKind kind) => kind switch
    {
        AlertKind.Node => "Node",
        AlertKind.Destination => "Destinations",
        AlertKind.Disk => "Disk",
        AlertKind.Certificate => "Certificates",
        AlertKind.Held => "Studies on hold",
        AlertKind.Job => "Jobs",
        AlertKind.Pacs => "PACS",
        _ => "Storage",
    };

    private static string Before(AlertLineState state) => state switch
    {
        AlertLineState.Over => "Over: ",
        AlertLineState.Still => "Still: ",
        _ => "",
    };

    private static string Counts(IReadOnlyList<AlertLine> lines) => string.Join(", ", lines.GroupBy(line => line.State).OrderBy(group => group.Key).Select(group =>
        string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {Word(group.Key)}")));

    private static string Word(AlertLineState state) => state switch
    {
        AlertLineState.New => "new",
        AlertLineState.Still => "as before",
        AlertLineState.Over => "over",
        _ => "happened",
    };

    private static string FirstSentence(string text) =>
        text.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? text[..end] : text.TrimEnd('.');

    private static string Shorten(string text) => text.Length <= Longest ? text : text[..(Longest - 1)] + "…";
}
