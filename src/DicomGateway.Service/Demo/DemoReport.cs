using System.Globalization;
using DicomGateway.Service.StandIn;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Service.Demo;

/// <summary>Prints each study's way and says whether it ended as it should.</summary>
internal sealed class DemoReport(GatewayRecords records, TextWriter output)
{
    /// <summary>Reasons to hold a study that lie in the study; the rest would be faults of ours.</summary>
    private static readonly string[] Expected = ["pixels.", "object.", "reading.", "hierarchy.", "patient.", "duplicates.", "study.demographics-changed"];

    /// <summary>Of a folder that we know nothing about, inspection may find words that it cannot tell from the patient's.</summary>
    private const string LeftOver = "leak.";

    public async Task<bool> WriteAsync(IReadOnlyList<StudySummary> studies, CancellationToken cancellationToken)
    {
        var asExpected = studies.Count > 0;
        foreach (var study in studies)
            asExpected &= await WriteAsync(study, cancellationToken);
        output.WriteLine();
        foreach (var group in studies.GroupBy(study => study.State).OrderBy(group => group.Key))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{group.Count(),6} {group.Key}"));
        return asExpected;
    }

    /// <summary>The ledger balances, and the archive has exactly what was forwarded.</summary>
    public async Task<bool> CountAsync(FolderArchive archive, IReadOnlyList<StudySummary> studies, CancellationToken cancellationToken)
    {
        var ledger = await records.Ledger.CountAsync(cancellationToken);
        foreach (var count in ledger)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Ledger of {count.Project}: {count.Received} received = {count.Forwarded} forwarded + {count.Held} held + {count.Rejected} rejected + {count.Excluded} left out + {count.Pending} pending"));
        var forwarded = ledger.Sum(count => count.Forwarded);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Archive: {archive.Distinct} instances, {archive.Received} operations"));
        var isWhole = ledger.All(count => count.Balances) && archive.Distinct == archive.Received && archive.Distinct >= forwarded;
        if (!isWhole || studies.Count == 0)
            output.WriteLine("UNEXPECTED: the counts do not agree.");
        return isWhole;
    }

    private async Task<bool> WriteAsync(StudySummary study, CancellationToken cancellationToken)
    {
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Study {study.StudyId} ({study.Project}, {study.Modality}, {study.InstanceCount} instances): {study.State}"));
        foreach (var entry in await records.Audit.ListAsync(study.StudyId, cancellationToken))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {entry.At:HH:mm:ss.fff}  {entry.Action}"));
        if (study.State is StudyState.Forwarded or StudyState.Committed)
            return true;
        var findings = (await records.Holds.ListAsync(study.StudyId, cancellationToken)).Where(hold => hold.Decision == HoldDecision.Open)
            .SelectMany(hold => hold.Findings).Where(finding => finding.Severity == FindingSeverity.Hold).ToList();
        foreach (var group in findings.GroupBy(finding => (finding.Code, finding.Text)))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {(IsExpected(group.Key.Code, study.Project) ? "held, as expected" : "UNEXPECTED")}: {group.Key.Code}: {group.Key.Text} ({group.Count()} times)"));
        return study.State == StudyState.Held && findings.Count > 0 && findings.All(finding => IsExpected(finding.Code, study.Project));
    }

    private static bool IsExpected(string code, string project) =>
        Expected.Any(prefix => code.StartsWith(prefix, StringComparison.Ordinal))
        || (project == DemoConfiguration.InputProject && code.StartsWith(LeftOver, StringComparison.Ordinal));
}
