using System.Diagnostics;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;
using DicomGateway.Service.Phantom;

namespace DicomGateway.Service.Tests.Phantom;

internal sealed class PhantomGeneratorTests
{
    private static readonly PhantomOptions Small = new() { Seed = 7, Studies = 12, Slices = 2, Matrix = 64, Marker = "QZX9" };
    private string _folder = string.Empty;
    private PhantomResult _result = null!;

    [OneTimeSetUp]
    public void Generate()
    {
        _folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "phantom-" + Guid.NewGuid().ToString("N"));
        _result = PhantomGenerator.Generate(Path.Combine(_folder, "first"), Small);
    }

    [OneTimeTearDown]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Generate_same_options_give_the_same_bytes()
    {
        var again = PhantomGenerator.Generate(Path.Combine(_folder, "again"), Small);
        var (first, second) = (_result.Studies.SelectMany(study => study.Files).ToList(), again.Studies.SelectMany(study => study.Files).ToList());
        Assert.That(second, Has.Count.EqualTo(first.Count));
        Assert.That(first.Zip(second).Where(pair => !File.ReadAllBytes(pair.First).AsSpan().SequenceEqual(File.ReadAllBytes(pair.Second))), Is.Empty);
    }

    [Test]
    public void Generate_other_seed_gives_other_patients_and_uids()
    {
        var other = PhantomGenerator.Generate(Path.Combine(_folder, "other"), Small with { Seed = 8, Studies = 1 });
        var values = other.PlantedValues.Where(value => value.Kind is "UID" or "PatientId").Select(value => value.Value);
        Assert.That(values.Intersect(_result.PlantedValues.Select(value => value.Value)).Where(value => value.StartsWith("2.25", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Generate_gives_every_modality_and_ten_character_sets()
    {
        Assert.That(_result.Studies.Select(study => study.Modality).Distinct(), Is.EqualTo(new[] { "CT", "MR", "CR", "US" }));
        Assert.That(_result.Studies.Select(study => study.CharacterSet).Distinct().Count(), Is.EqualTo(10));
        Assert.That(_result.Studies.SelectMany(study => study.Files).Count(), Is.EqualTo(3 * (3 + 2 + 1 + 1)));
    }

    [Test]
    public void Generate_reads_back_every_planted_value_where_it_says()
    {
        foreach (var study in _result.Studies)
        {
            var dataset = DicomFile.Open(study.Files[^1]).Dataset;
            foreach (var planted in _result.PlantedValues.Where(value => value.StudyInstanceUid == study.StudyInstanceUid && value.Kind == "PatientName"))
            {
                Assert.That(dataset.GetString(DicomTag.PatientName), Is.EqualTo(planted.Value));
                Assert.That(planted.Paths, Does.Contain("00100010").And.Contain("00091001"));
            }
        }
    }

    [Test]
    public void Planted_values_cover_nested_and_private_places_and_carry_the_marker()
    {
        var kinds = _result.PlantedValues.Select(value => value.Kind).Distinct().ToList();
        Assert.That(kinds, Does.Contain("PatientName").And.Contain("AccessionNumber").And.Contain("UID").And.Contain("Address"));
        Assert.That(_result.PlantedValues.SelectMany(value => value.Paths).Distinct(), Does.Contain("00091005/00091001").And.Contain("04000561/04000550/00100010"));
        var unmarked = _result.PlantedValues.Where(value => value.Kind is not ("UID" or "BirthDate" or "StudyDate") && !value.Value.Contains("QZX9", StringComparison.Ordinal));
        Assert.That(unmarked, Is.Empty);
    }

    [Test]
    public void File_names_tell_nothing_of_the_patient()
    {
        var names = _result.Studies.SelectMany(study => study.Files).Select(file => Path.GetRelativePath(_folder, file));
        Assert.That(names.Where(name => name.Contains("QZX9", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Slices_refer_to_the_localizer_in_one_frame_of_reference()
    {
        var files = _result.Studies[0].Files.Select(file => DicomFile.Open(file).Dataset).ToList();
        Assert.That(files.Select(dataset => dataset.GetString(DicomTag.FrameOfReferenceUID)).Distinct().Count(), Is.EqualTo(1));
        var reference = files[1].GetSequence(DicomTag.ReferencedImageSequence).First();
        Assert.That(reference.GetString(DicomTag.ReferencedSOPInstanceUID), Is.EqualTo(files[0].GetString(DicomTag.SOPInstanceUID)));
    }

    [TestCase("CT")]
    [TestCase("MR")]
    [TestCase("CR")]
    [TestCase("US")]
    public void Objects_satisfy_dciodvfy(string modality)
    {
        foreach (var study in _result.Studies.Where(study => study.Modality == modality))
        {
            foreach (var file in study.Files)
                Assert.That(Errors(file), Is.Empty, Path.GetRelativePath(_folder, file));
        }
    }

    private static List<string> Errors(string file)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("dciodvfy", [file]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return [.. (errors + output.Result).Split('\n').Where(line => line.StartsWith("Error", StringComparison.Ordinal))];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("dciodvfy is missing: install dicom3tools to run this test.");
            return [];
        }
    }
}
