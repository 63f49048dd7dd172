using DicomGateway.Curation.Tests.Support;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;
using DicomGateway.Testing;

namespace DicomGateway.Curation.Tests;

internal sealed class CorpusTests
{
    [Test]
    public void Every_real_file_is_held_or_clean()
    {
        var root = Corpus();
        using var run = new CurationRun();
        run.Options = run.Options with { KeyPatientByStudy = true };
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var path in Files(root))
        {
            var outcome = run.Run(new SourceInstance("i1", path, 0, null, string.Empty, string.Empty));
            Assert.That(outcome, Is.Not.TypeOf<StageOutcome<InspectedStudy>.Retry>(), path);
            foreach (var code in Codes(outcome))
                counts[code] = counts.GetValueOrDefault(code) + 1;
        }

        TestContext.Progress.WriteLine(string.Join(Environment.NewLine, counts.Select(pair => $"{pair.Value,5} {pair.Key}")));
    }

    [Test]
    public void Dciodvfy_finds_no_error_in_an_output_that_its_input_did_not_have()
    {
        var root = Corpus();
        Dciodvfy.Require();
        using var run = new CurationRun();
        run.Options = run.Options with { KeyPatientByStudy = true };
        var worse = new List<string>();
        var judged = 0;
        foreach (var path in Files(root))
        {
            if (run.Run(new SourceInstance("i1", path, 0, null, string.Empty, string.Empty)) is not StageOutcome<InspectedStudy>.Passed(var study, _))
                continue;
            var before = Dciodvfy.Errors(Inflated(path, run.Folder));
            if (before.Any(GivesUp))
                continue;
            judged++;
            worse.AddRange(Dciodvfy.Errors(Inflated(study.PathOf(study.Manifest.Files[0]), run.Folder)).Except(before).Select(error => $"{Path.GetRelativePath(root, path)}: {error}"));
        }

        TestContext.Progress.WriteLine($"{judged} outputs judged by dciodvfy");
        Assert.That(worse, Is.Empty, string.Join(Environment.NewLine, worse));
    }

    // What it could not read to the end it cannot have judged.
    private static bool GivesUp(string error) =>
        error.Contains("dataset read failed", StringComparison.Ordinal) || error.Contains("Tags out of order", StringComparison.Ordinal);

    // dciodvfy loses its way in deflated data sets of some size, which dcmdump and we read back.
    private static string Inflated(string path, string folder)
    {
        var file = DicomFile.Open(path);
        if (!file.TransferSyntax.IsDeflated)
            return path;
        var inflated = Path.Combine(folder, $"{Guid.NewGuid():N}.inflated");
        file.TransferSyntax = DicomTransferSyntax.ExplicitVRLittleEndian;
        file.Save(inflated);
        return inflated;
    }

    private static IEnumerable<string> Files(string root) =>
        File.ReadLines(Path.Combine(root, "MANIFEST.tsv")).Skip(1).Select(line => Path.Combine(root, line.Split('\t')[1]));

    private static string Corpus()
    {
        if (SharedFolder.Find() is null)
            Assert.Ignore("../shared is missing: set DICOMGATEWAY_SHARED to run this test.");
        return Path.Combine(SharedFolder.Find()!, "corpus");
    }

    private static IEnumerable<string> Codes(StageOutcome<InspectedStudy> outcome) =>
        outcome is StageOutcome<InspectedStudy>.Held held
            ? held.Findings.Where(finding => finding.Severity == FindingSeverity.Hold).Select(finding => finding.Code).Distinct()
            : ["clean"];
}
