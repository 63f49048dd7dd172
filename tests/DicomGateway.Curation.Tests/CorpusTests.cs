using DicomGateway.Curation.Tests.Support;

namespace DicomGateway.Curation.Tests;

internal sealed class CorpusTests
{
    [Test]
    public void Every_real_file_is_held_or_clean()
    {
        var root = SharedFolder.Require("corpus");
        using var run = new CurationRun();
        run.Options = run.Options with { KeyPatientByStudy = true };
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var path in File.ReadLines(Path.Combine(root, "MANIFEST.tsv")).Skip(1).Select(line => Path.Combine(root, line.Split('\t')[1])))
        {
            var outcome = run.Run(new SourceInstance("i1", path, 0, null, string.Empty, string.Empty));
            Assert.That(outcome, Is.Not.TypeOf<StageOutcome<InspectedStudy>.Retry>(), path);
            foreach (var code in Codes(outcome))
                counts[code] = counts.GetValueOrDefault(code) + 1;
            if (Environment.GetEnvironmentVariable("CUR_VERBOSE") is not null && outcome is StageOutcome<InspectedStudy>.Held)
                TestContext.Progress.WriteLine($"{Path.GetRelativePath(root, path)}: {CurationRun.Describe(outcome)}");
        }

        TestContext.Progress.WriteLine(string.Join(Environment.NewLine, counts.Select(pair => $"{pair.Value,5} {pair.Key}")));
    }

    private static IEnumerable<string> Codes(StageOutcome<InspectedStudy> outcome) =>
        outcome is StageOutcome<InspectedStudy>.Held held
            ? held.Findings.Where(finding => finding.Severity == FindingSeverity.Hold).Select(finding => finding.Code).Distinct()
            : ["clean"];
}
