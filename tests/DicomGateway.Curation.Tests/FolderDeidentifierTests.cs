using DicomGateway.Curation.Tests.Support;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;

namespace DicomGateway.Curation.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class FolderDeidentifierTests : IDisposable
{
    private readonly CurationRun _run = new();
    private readonly WorkFolder _folder = new();

    public void Dispose()
    {
        _run.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void Run_writes_a_sealed_folder_for_each_study_and_reports_the_rest()
    {
        Directory.CreateDirectory(_folder["in/deep"]);
        Save("in/a", Phantom.Ct());
        File.Copy(_folder["in/a"], _folder["in/deep/copy of a"]);
        Save("in/deep/b", Phantom.Ct(Phantom.Instance + "2"));
        Save("in/deep/c", Phantom.Ct(Phantom.Instance + "3").AddOrUpdate(DicomTag.StudyInstanceUID, Phantom.Study + "8").AddOrUpdate(DicomTag.PatientID, ""));
        File.WriteAllText(_folder["in/readme.txt"], "no DICOM");
        var seen = new List<FolderStudyResult>();
        var engine = new FolderDeidentifier(_run.Stages(), "project");
        engine.StudyDone += (_, study) => seen.Add(study);

        var report = engine.Run([_folder["in"]], _folder["out"], default);

        Assert.Multiple(() =>
        {
            Assert.That(seen, Is.EqualTo(report.Studies));
            Assert.That(report.NotDicom, Is.EqualTo((string[])[_folder["in/readme.txt"]]));
            Assert.That(report.Studies.Select(study => (study.IsHeld, study.Instances)), Is.EquivalentTo(((bool, int)[])[(false, 2), (true, 1)]));
            var clean = report.Studies.Single(study => !study.IsHeld).Output!;
            Assert.That(Path.GetFileName(clean), Does.StartWith("2.25."));
            Assert.That(InspectedStudy.Reopen(clean).Manifest.Files, Has.Count.EqualTo(2));
            Assert.That(Directory.EnumerateDirectories(_folder["out"]), Has.Exactly(1).Items, "nothing of the held study lies about");
        });
    }

    [Test]
    public void Run_folder_that_is_not_empty_is_refused()
    {
        Directory.CreateDirectory(_folder["out"]);
        File.WriteAllText(_folder["out/x"], "");
        Assert.That(() => new FolderDeidentifier(_run.Stages(), "project").Run([_folder.Path], _folder["out"], default), Throws.TypeOf<IOException>());
    }

    private void Save(string name, DicomDataset dataset) => new DicomFile(dataset, DicomTransferSyntax.ExplicitVRLittleEndian).Save(_folder[name]);
}
