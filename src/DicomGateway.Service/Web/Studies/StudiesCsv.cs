using System.Globalization;
using System.Text;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Service.Web.Studies;

/// <summary>The list of studies as CSV: the node's own numbers and states, nothing that identifies.</summary>
internal static class StudiesCsv
{
    private const string Header = "study,project,state,modality,instances,first_received,last_received,state_since,runs\r\n";

    public static async Task WriteAsync(Stream target, Func<long?, ValueTask<IReadOnlyList<StudySummary>>> readPage, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await writer.WriteAsync(Header.AsMemory(), cancellationToken);
        for (long? before = null; await readPage(before) is { Count: > 0 } page; before = page[^1].StudyId)
        {
            foreach (var study in page)
                await writer.WriteAsync(Line(study).AsMemory(), cancellationToken);
        }
    }

    private static string Line(StudySummary study) => string.Create(
        CultureInfo.InvariantCulture,
        $"{study.StudyId},{study.Project},{study.State},{Safe(study.Modality)},{study.InstanceCount},{study.FirstReceived:O},{study.LastReceived:O},{study.StateSince:O},{study.Revision}\r\n");

    /// <summary>A modality comes from the wire: no spreadsheet may take it for a formula, nor may it end a column.</summary>
    private static string Safe(string? text) => string.Concat((text ?? "").Where(char.IsAsciiLetterOrDigit));
}
