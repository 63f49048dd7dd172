using System.Globalization;
using System.Text;
using DicomGateway.Transfer.Records.Jobs.Items;

namespace DicomGateway.Service.Jobs;

/// <summary>The result of a job as CSV, for whoever coordinates the study: one line a study, named by its row in the cohort or list
/// and by the patient's pseudonym, which every role that reaches jobs may see.</summary>
internal static class JobResult
{
    private const int Page = 100;

    public static async Task WriteAsync(JobItemStore items, long jobId, Stream target, CancellationToken cancellationToken)
    {
        var writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\r\n" };
        await using (writer)
        {
            await writer.WriteLineAsync("row,study,state,expected,received,deidentified,forwarded,committed,held,rejected,excluded,pseudonym,reason,pacs,sought_before");
            var after = 0;
            while (await items.ListAsync(jobId, null, after, Page, cancellationToken) is { Count: > 0 } page)
            {
                foreach (var item in page)
                    await writer.WriteLineAsync(Line(JobViews.Of(item)));
                await writer.FlushAsync(cancellationToken);
                after = page[^1].Row;
            }
        }
    }

    private static string Line(JobItemView item) => string.Create(
        CultureInfo.InvariantCulture,
        $"{item.Row},{item.Study},{item.State},{item.Expected},{item.Received},{item.Deidentified},{item.Forwarded},{item.Committed},{item.Held},{item.Rejected},{item.Excluded},{Quote(item.Pseudonym)},{Quote(item.Reason)},{Quote(item.Pacs)},{Quote(string.Join(" ", item.Before))}");

    private static string Quote(string? text) => string.IsNullOrEmpty(text) ? "" : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
