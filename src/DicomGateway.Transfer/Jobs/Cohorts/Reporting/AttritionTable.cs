using System.Globalization;
using DicomGateway.Transfer.Jobs.Cohorts.Criteria;
using DicomGateway.Transfer.Jobs.Cohorts.Finding;
using DicomGateway.Transfer.Records.Cohorts;
using DicomGateway.Transfer.Records.Jobs;

namespace DicomGateway.Transfer.Jobs.Cohorts.Reporting;

/// <summary>The report as CSV, for spreadsheets.</summary>
internal static class AttritionTable
{
    public static Task WriteHeadAsync(TextWriter output) =>
        output.WriteAsync("row,series,line,pacs,modality,instances,selected,reason,unknown,text,job,study\r\n");

    public static async Task WriteAsync(TextWriter output, CohortRow row, CohortCriteria criteria, LaterState? later, ReceivedRow? received)
    {
        var study = row.Study;
        await WriteLineAsync(
            output, row.Row, null, row.Line, study.Pacs, null, study.Instances, study.Reason is null, study.Reason, study.IsUnknown,
            Text(study.Reason, criteria) ?? later?.Reason, later?.Item, later?.Study).ConfigureAwait(false);
        for (var i = 0; i < study.Series.Count; i++)
        {
            var series = study.Series[i];
            var late = received?.LeftOut.TryGetValue(series.SeriesInstanceUid, out var verdict) == true ? verdict : ((string Rule, bool IsUnknown)?)null;
            var reason = series.Reason ?? late?.Rule;
            await WriteLineAsync(
                output, row.Row, i + 1, row.Line, study.Pacs, series.Modality, series.Instances, series.Reason is null, reason, late?.IsUnknown ?? series.IsUnknown,
                Text(reason, criteria), late is null ? null : nameof(JobItemState.Excluded), null).ConfigureAwait(false);
        }
    }

    /// <summary>Quoted where needed. What a spreadsheet would take for a formula gets an apostrophe.</summary>
    public static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var safe = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string? Text(string? reason, CohortCriteria criteria) => reason is null ? null : Reasons.Describe(reason, criteria);

    private static Task WriteLineAsync(
        TextWriter output, int row, int? series, int? line, string pacs, string? modality, int? instances, bool isSelected, string? reason, bool isUnknown, string? text, string? job, string? study)
    {
        string?[] cells =
        [
            Number(row), Number(series), Number(line), pacs, modality, Number(instances), isSelected ? "yes" : "no", reason, isUnknown ? "yes" : null, text, job, study,
        ];
        return output.WriteAsync(string.Join(',', cells.Select(Cell)) + "\r\n");
    }

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
