using System.Globalization;
using System.Net;
using System.Text;
using DicomGateway.Transfer.Records.Cohorts;

namespace DicomGateway.Transfer.Jobs.Cohorts.Reporting;

/// <summary>The report as one HTML page that needs nothing else: for an ethics board or a paper's supplement.</summary>
internal static class AttritionPage
{
    private const string Style =
        """
        body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
        table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{text-align:left;padding:.35rem .75rem;border-bottom:1px solid #d5d5d5}
        td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}tr.sum{font-weight:600}code{overflow-wrap:anywhere}.bad{color:#a40000}
        @media(prefers-color-scheme:dark){body{color:#e8e8e8;background:#161616}th,td{border-color:#444}.bad{color:#ff8f8f}}
        """;

    public static string Write(AttritionReport report)
    {
        var preview = report.Preview;
        var tally = preview.Tally;
        var page = new StringBuilder();
        var title = preview.Version is { } version ? $"{preview.Cohort}, version {version}" : $"{preview.Cohort}, preview {preview.Id}";
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Attrition of ").Append(Text(title)).Append("</title><style>").Append(Style)
            .Append("</style></head><body>\n<h1>Attrition of ").Append(Text(title)).Append("</h1>\n");
        WriteFacts(page, preview);
        if (!report.Balances)
            page.Append("<p class=\"bad\">The sums do not agree: this is no whole account of what the PACS answered.</p>\n");
        WriteTable(page, "Studies", tally.StudyAnswers, tally.StudiesRepeated, tally.StudiesWithoutUid, tally.Studies, report.Studies, report.StudiesSelected);
        WriteTable(page, "Series", tally.SeriesAnswers, tally.SeriesRepeated, tally.SeriesWithoutUid, tally.Series, report.Series, report.SeriesSelected);
        if (report.Received.Count > 0)
            WriteReceived(page, report);
        WritePairs(page, "Rows of the list", report.Rows.Select(row => (row.Key, row.Value)));
        WritePairs(page, "Selected studies since", report.Later.Select(state => (Later(state), state.Count)));
        foreach (var note in tally.Notes.Concat(tally.Deviations))
            page.Append("<p>").Append(Text(note)).Append("</p>\n");
        return page.Append("</body></html>\n").ToString();
    }

    private static void WriteFacts(StringBuilder page, CohortPreview preview)
    {
        page.Append("<p>Searched ").Append(Time(preview.StartedAt)).Append(" by ").Append(Text(preview.StartedBy)).Append(". ").Append(preview.State).Append('.');
        if (preview.Problem is { } problem)
            page.Append(" <span class=\"bad\">").Append(Text(problem)).Append("</span>");
        page.Append("</p>\n");
        if (preview.FrozenAt is { } at)
        {
            page.Append("<p>Frozen ").Append(Time(at)).Append(" by ").Append(Text(preview.FrozenBy!)).Append(": ").Append(Text(preview.Why!))
                .Append("<br>SHA-256 <code>").Append(preview.Sha256).Append("</code></p>\n");
        }
    }

    private static void WriteTable(StringBuilder page, string title, int answers, int repeated, int without, int found, IReadOnlyList<AttritionLine> lines, int selected)
    {
        page.Append("<h2>").Append(title).Append("</h2>\n<table><tr><th>Step</th><th>Reason</th><th class=\"n\">Count</th><th class=\"n\">of these unknown</th></tr>\n");
        WriteRow(page, "answers of the PACS", "", answers, null, isSum: true);
        WriteRow(page, "− told before", "", repeated, null, isSum: false);
        WriteRow(page, "− without UID", "", without, null, isSum: false);
        WriteRow(page, "found", "", found, null, isSum: true);
        foreach (var line in lines)
            WriteRow(page, "− " + line.Reason, line.Text, line.Count, line.Unknown, isSum: false);
        WriteRow(page, "selected", "", selected, null, isSum: true);
        page.Append("</table>\n");
    }

    private static void WriteReceived(StringBuilder page, AttritionReport report)
    {
        page.Append("<h2>Series after they were received</h2>\n<table><tr><th>Step</th><th>Reason</th><th class=\"n\">Count</th><th class=\"n\">of these unknown</th></tr>\n");
        WriteRow(page, "selected", "", report.SeriesSelected, null, isSum: true);
        foreach (var line in report.Received)
            WriteRow(page, "− " + line.Reason, line.Text, line.Count, line.Unknown, isSum: false);
        WriteRow(page, "sent on, or still to be received", "", report.SeriesSelected - report.Received.Sum(line => line.Count), null, isSum: true);
        page.Append("</table>\n");
        if (report.ReceivedBeyond > 0)
            page.Append("<p>").Append(Number(report.ReceivedBeyond)).Append(" more were left out that the PACS had not told of when it was searched.</p>\n");
    }

    private static void WriteRow(StringBuilder page, string step, string reason, int count, int? unknown, bool isSum) =>
        page.Append(isSum ? "<tr class=\"sum\"><td>" : "<tr><td>").Append(Text(step)).Append("</td><td>").Append(Text(reason)).Append("</td><td class=\"n\">").Append(Number(count))
            .Append("</td><td class=\"n\">").Append(unknown is > 0 and var some ? Number(some) : "").Append("</td></tr>\n");

    private static void WritePairs(StringBuilder page, string title, IEnumerable<(string Name, int Count)> pairs)
    {
        var all = pairs.ToList();
        if (all.Count == 0)
            return;
        page.Append("<h2>").Append(title).Append("</h2>\n<table>");
        foreach (var (name, count) in all)
            page.Append("<tr><td>").Append(Text(name)).Append("</td><td class=\"n\">").Append(Number(count)).Append("</td></tr>\n");
        page.Append("</table>\n");
    }

    private static string Later(LaterState state) =>
        state.Item + (state.Study is { } study ? $", study {study}" : "") + (state.Reason is { } reason ? $": {reason}" : "");

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
