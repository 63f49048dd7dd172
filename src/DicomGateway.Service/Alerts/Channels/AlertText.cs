using System.Globalization;
using System.Text;
using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts.Channels;

/// <summary>A message for people.</summary>
internal static class AlertText
{
    /// <summary>A test is not on record and has no number.</summary>
    public static bool IsTest(AlertMessage message) => message.MessageId == 0;

    /// <summary>One that could not be taken down has a number below 0.</summary>
    public static string IdOf(AlertMessage message) => message.MessageId switch
    {
        0 => "test",
        < 0 => string.Create(CultureInfo.InvariantCulture, $"unrecorded{-message.MessageId}"),
        var number => number.ToString(CultureInfo.InvariantCulture),
    };

    public static string KindOf(AlertMessage message) => IsTest(message) ? "Test" : message.Kind.ToString();

    public static string Subject(AlertMessage message, string node) => $"[DicomGateway {node}] {message.Title}";

    public static string Write(AlertMessage message, string node)
    {
        var text = new StringBuilder();
        foreach (var group in message.Lines.GroupBy(line => line.State).OrderBy(group => group.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Heading(group.Key)}\n");
            foreach (var line in group)
                text.Append(CultureInfo.InvariantCulture, $"  - {line.Text}\n    {Times(line)}\n");
            text.Append('\n');
        }

        return text.Append(CultureInfo.InvariantCulture, $"Node {node}, {AlertTimes.Show(message.MadeAt)}. See `dicom-gateway alerts list` there.\n").ToString();
    }

    private static string Heading(AlertLineState state) => state switch
    {
        AlertLineState.New => "New:",
        AlertLineState.Still => "As before:",
        AlertLineState.Over => "Over:",
        _ => "Happened:",
    };

    private static string Times(AlertLine line)
    {
        var until = line.Ended is { } ended && ended > line.Since ? $" until {AlertTimes.Show(ended)}" : "";
        var from = line.Ended is null || until.Length > 0 ? "since " : "at ";
        return from + AlertTimes.Show(line.Since) + until + (line.Times > 1 ? string.Create(CultureInfo.InvariantCulture, $", {line.Times} times") : "");
    }
}
