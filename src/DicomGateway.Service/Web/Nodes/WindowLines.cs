using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DicomGateway.Service.Configuration.Sections.Pacs;

namespace DicomGateway.Service.Web.Nodes;

/// <summary>Weekly windows as people type them, one a line: "Mon-Fri 19:00-06:00".</summary>
internal static partial class WindowLines
{
    public static string Write(IEnumerable<PacsWindowOptions> windows) =>
        string.Join('\n', windows.Select(window => $"{string.Join(' ', window.Days)} {window.From}-{window.To}"));

    /// <summary>What is no day and no time is passed on as it was typed, and refused with the other mistakes.</summary>
    public static JsonArray Read(string text) => [.. NodeFields.Lines(text).Select(Line)];

    private static JsonObject Line(string line)
    {
        var tight = Hyphen().Replace(line, "-");
        var hours = Hours().Match(tight);
        var days = (hours.Success ? tight[..hours.Index] : tight).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).SelectMany(Days).Distinct();
        var json = new JsonObject { ["days"] = NodeFields.List(days) };
        if (!hours.Success)
            return json;
        json["from"] = hours.Groups["from"].Value;
        json["to"] = hours.Groups["to"].Value;
        return json;
    }

    private static IEnumerable<string> Days(string text)
    {
        var ends = Array.ConvertAll(text.Split('-'), FindDay);
        if (ends is not ([{ }] or [{ }, { }]))
            return [text];
        var (first, last) = ((int)ends[0]!.Value, (int)ends[^1]!.Value);
        return Enumerable.Range(first, ((last - first + 7) % 7) + 1).Select(day => ((DayOfWeek)(day % 7)).ToString());
    }

    /// <summary>By its name or the beginning of it.</summary>
    private static DayOfWeek? FindDay(string text) => text.Length < 3
        ? null
        : Enum.GetValues<DayOfWeek>().Select(day => (DayOfWeek?)day).FirstOrDefault(day => day!.Value.ToString().StartsWith(text, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\s*[-\u2013]\s*")]
    private static partial Regex Hyphen();

    [GeneratedRegex(@"(?<from>[0-9]+:[0-9]+)-(?<to>[0-9]+:[0-9]+)$")]
    private static partial Regex Hours();
}
