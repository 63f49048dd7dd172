using DicomGateway.Curation.Tests.Support;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ValidationTests : IDisposable
{
    private readonly CurationRun _run = new();

    public void Dispose() => _run.Dispose();

    [Test]
    public void Second_patient_in_a_study_is_held() =>
        Assert.That(Codes(Phantom.Ct(), Phantom.Ct(Phantom.Instance + "2").AddOrUpdate(DicomTag.PatientID, "QX-9999999")), Is.EqualTo((string[])["hierarchy.several-patients"]));

    [Test]
    public void Same_id_of_another_issuer_is_another_patient() =>
        Assert.That(Codes(Phantom.Ct(), Phantom.Ct(Phantom.Instance + "2").AddOrUpdate(DicomTag.IssuerOfPatientID, "ELSEWHERE")), Is.EqualTo((string[])["hierarchy.several-patients"]));

    [Test]
    public void Series_in_two_studies_is_held() =>
        Assert.That(
            Codes(Phantom.Ct(), Phantom.Ct(Phantom.Instance + "2").AddOrUpdate(DicomTag.StudyInstanceUID, Phantom.Study + "9")),
            Is.EquivalentTo((string[])["hierarchy.several-studies", "hierarchy.series-in-several-studies"]));

    [Test]
    public void Same_instance_with_other_content_is_held() =>
        Assert.That(Codes(Phantom.Ct(), Phantom.Ct().AddOrUpdate(DicomTag.StudyDescription, "Abdomen")), Is.EqualTo((string[])["duplicates.contradicting"]));

    [Test]
    public void Content_conflict_that_the_spool_knows_is_held() =>
        Assert.That(_run.HeldCodes(_run.Source(Phantom.Ct()) with { HasOtherContent = true }), Is.EqualTo((string[])["duplicates.contradicting"]));

    [TestCase("")]
    [TestCase("0")]
    [TestCase("000")]
    [TestCase("n/a")]
    [TestCase("Unknown")]
    [TestCase("ANONYMOUS")]
    public void Placeholder_patient_id_is_held_unless_patients_are_keyed_by_study(string id)
    {
        var dataset = Phantom.Ct().AddOrUpdate(DicomTag.PatientID, id);
        Assert.That(Codes(dataset), Is.EqualTo((string[])["patient.no-id"]));
        _run.Options = _run.Options with { KeyPatientByStudy = true };
        Assert.That(Codes(dataset), Is.Empty);
    }

    [TestCase("1")]
    [TestCase("A0")]
    [TestCase("1000")]
    public void Short_patient_id_is_one(string id) => Assert.That(Codes(Phantom.Ct().AddOrUpdate(DicomTag.PatientID, id)), Is.Empty);

    [Test]
    public void Pixel_data_shorter_or_longer_than_the_header_says_are_held()
    {
        Assert.That(Codes(Phantom.Ct().AddOrUpdate(DicomTag.Rows, DicomVR.US, 17)), Is.EqualTo((string[])["pixels.incomplete"]));
        Assert.That(Codes(Phantom.Ct().AddOrUpdate(DicomTag.Rows, DicomVR.US, 15)), Is.EqualTo((string[])["pixels.excess"]));
    }

    [Test]
    public void Truncated_file_is_held_and_every_other_finding_too()
    {
        var source = _run.Source(Phantom.Ct());
        File.WriteAllBytes(source.Path, File.ReadAllBytes(source.Path)[..^100]);
        var other = _run.Source(Phantom.Ct(Phantom.Instance + "2").AddOrUpdate(DicomTag.PatientID, ""));
        Assert.That(_run.HeldCodes(source, other), Is.EquivalentTo((string[])["object.unreadable", "patient.no-id"]));
    }

    [Test]
    public void Unknown_SOP_class_is_held() =>
        Assert.That(Codes(Phantom.Ct().AddOrUpdate(DicomTag.SOPClassUID, "1.3.6.1.4.1.99999.5")), Is.EqualTo((string[])["object.unknown-class"]));

    [Test]
    public void Options_refuse_to_let_leaks_through()
    {
        _run.Options = _run.Options with { LetThrough = ["leak.value", "leak.bytes"] };
        Assert.That(_run.Options.Validate(), Has.Count.EqualTo(2));
        Assert.That(Codes(Phantom.Ct().AddOrUpdate(DicomTag.ConvolutionKernel, DicomVR.SH, "Zwirbelhuber")), Does.Contain("leak.value"));
    }

    [Test]
    public void Original_that_is_gone_is_a_matter_of_trying_again() =>
        Assert.That(_run.Run(new SourceInstance("i1", Path.Combine(_run.Folder, "none"), 0, null, "", "")), Is.TypeOf<StageOutcome<InspectedStudy>.Retry>());

    private IReadOnlyList<string> Codes(params DicomDataset[] datasets) => _run.HeldCodes([.. datasets.Select(dataset => _run.Source(dataset))]);
}
