using System.Text;
using DicomGateway.Curation.Inspection;
using DicomGateway.Curation.Tests.Support;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Tests;

/// <summary>The stranger's view. What the table leaves alone carries the leak: a protocol-like text, a number, bytes.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class InspectionTests : IDisposable
{
    private readonly CurationRun _run = new();

    public void Dispose() => _run.Dispose();

    [TestCase("Zwirbelhuber")]
    [TestCase("kernel xaverine")]
    [TestCase("QX-7741903")]
    [TestCase("7741903")]
    [TestCase("acc8812744")]
    [TestCase("for Dr. Quacksalbrig")]
    [TestCase("23.11.1947")]
    public void Value_or_word_of_the_identity_list_is_held_wherever_it_stands(string leak)
    {
        Assert.That(_run.HeldCodes(_run.Source(With(leak))), Has.Some.StartsWith("leak."));
        var nested = Phantom.Ct();
        nested.AddOrUpdate(new DicomSequence(DicomTag.DerivationCodeSequence, new DicomDataset().AddOrUpdate(DicomTag.CodeMeaning, leak)));
        Assert.That(_run.HeldCodes(_run.Source(nested)), Has.Some.StartsWith("leak."));
    }

    [Test]
    public void Finding_names_place_and_kind_and_never_the_value()
    {
        var outcome = (StageOutcome<InspectedStudy>.Held)_run.Run(_run.Source(With("Zwirbelhuber")));
        var finding = outcome.Findings.First(found => found.Code == "leak.value");
        Assert.That((finding.Path, finding.IsReleasable), Is.EqualTo(("(0018,1210)", true)));
        Assert.That(string.Join(' ', outcome.Findings), Does.Contain("patient's name").And.Not.Contain("wirbel"));
    }

    [TestCase("utf-16")]
    [TestCase("utf-16BE")]
    [TestCase("us-ascii")]
    public void Bytes_of_the_identity_list_are_held_in_binary_values_too(string encoding)
    {
        var bytes = Encoding.GetEncoding(encoding).GetBytes("..Zwirbelhuber..");
        var dataset = Phantom.Ct().AddOrUpdate(new DicomElement(DicomTag.ICCProfile, DicomVR.OB, bytes));
        Assert.That(_run.HeldCodes(_run.Source(dataset)), Is.EqualTo((string[])["leak.bytes"]));
    }

    [TestCase("2.25.1234519471123678901234567890", ExpectedResult = 0)]
    [TestCase("0.194711231", ExpectedResult = 0)]
    [TestCase("2.25.19471123.7", ExpectedResult = 1)]
    [TestCase("No. 0019471123", ExpectedResult = 1)]
    public int Number_that_is_part_of_another_number_is_chance(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text.PadRight(40));
        return _run.HeldCodes(_run.Source(Phantom.Ct().AddOrUpdate(new DicomElement(DicomTag.ICCProfile, DicomVR.OB, bytes)))).Count;
    }

    [Test]
    public void UID_made_by_appending_to_an_original_one_is_held()
    {
        var bytes = Encoding.ASCII.GetBytes($"{Phantom.Study}.77.1 ");
        var dataset = Phantom.Ct().AddOrUpdate(new DicomElement(DicomTag.ICCProfile, DicomVR.OB, bytes));
        Assert.That(_run.HeldCodes(_run.Source(dataset)), Is.EqualTo((string[])["leak.bytes"]));
    }

    [Test]
    public void Short_values_hold_nothing()
    {
        var dataset = Phantom.Ct().AddOrUpdate(DicomTag.PatientID, "A").AddOrUpdate(DicomTag.AccessionNumber, "1").AddOrUpdate(DicomTag.StudyID, "16")
            .AddOrUpdate(DicomTag.PatientName, "A^B").AddOrUpdate(DicomTag.ReferringPhysicianName, "Chest^Philips");
        dataset.AddOrUpdate(DicomTag.BodyPartExamined, "CHEST").AddOrUpdate(DicomTag.Manufacturer, "Philips Medical Systems");
        Assert.That(_run.HeldCodes(_run.Source(dataset)), Is.Empty);
    }

    [TestCase("123456", ExpectedResult = 1)]
    [TestCase("12345", ExpectedResult = 0)]
    public int Number_that_is_the_patients_identifier_is_held_unless_it_may_well_be_a_count(string number) =>
        _run.HeldCodes(_run.Source(Phantom.Ct().AddOrUpdate(DicomTag.PatientID, number).AddOrUpdate(DicomTag.SeriesNumber, number))).Count;

    [Test]
    public void Approved_leak_passes()
    {
        _run.Approvals = [new StudyApproval("leak.value"), new StudyApproval("leak.bytes")];
        Assert.That(_run.HeldCodes(_run.Source(With("Zwirbelhuber"))), Is.Empty);
    }

    [Test]
    public void Approval_of_one_object_leaves_the_others_held()
    {
        SourceInstance[] objects = [_run.Source(With("Zwirbelhuber"), id: "one"), _run.Source(With("Zwirbelhuber").AddOrUpdate(DicomTag.SOPInstanceUID, "2.25.4711"), id: "two")];
        var found = (StageOutcome<InspectedStudy>.Held)_run.Run(objects);
        Assert.That(found.Findings.Select(finding => finding.InstanceId), Is.All.Null, "what they have in common is said once");

        _run.Approvals = [new StudyApproval("leak.value", "one"), new StudyApproval("leak.bytes", "one")];
        var held = (StageOutcome<InspectedStudy>.Held)_run.Run(objects);
        Assert.That(held.Findings.Where(finding => finding.Severity == FindingSeverity.Hold).Select(finding => finding.InstanceId), Is.All.EqualTo("two"));
    }

    [Test]
    public void Approval_of_one_place_leaves_others_held()
    {
        var path = ((StageOutcome<InspectedStudy>.Held)_run.Run(_run.Source(With("Zwirbelhuber")))).Findings.First(finding => finding.Code == "leak.value").Path;
        _run.Approvals = [new StudyApproval("leak.value", Path: "(0010,0010)"), new StudyApproval("leak.bytes")];
        Assert.That(_run.HeldCodes(_run.Source(With("Zwirbelhuber"))), Is.EqualTo((string[])["leak.value"]));
        _run.Approvals = [new StudyApproval("leak.value", Path: path), new StudyApproval("leak.bytes")];
        Assert.That(_run.HeldCodes(_run.Source(With("Zwirbelhuber"))), Is.Empty);
    }

    [Test]
    public void Reopen_verifies_the_seal()
    {
        var study = Sealed();
        Assert.That(InspectedStudy.Reopen(study.Folder).Manifest.Files, Is.EqualTo(study.Manifest.Files));
        var path = study.PathOf(study.Manifest.Files[0]);
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.That(() => InspectedStudy.Reopen(study.Folder), Throws.TypeOf<SealBrokenException>());
    }

    [Test]
    public void Reopen_refuses_files_that_are_missing_or_more_than_were_sealed()
    {
        var study = Sealed();
        File.WriteAllText(Path.Combine(study.Folder, "more.dcm"), "");
        Assert.That(() => InspectedStudy.Reopen(study.Folder), Throws.TypeOf<SealBrokenException>());
        File.Delete(Path.Combine(study.Folder, "more.dcm"));
        File.Delete(study.PathOf(study.Manifest.Files[0]));
        Assert.That(() => InspectedStudy.Reopen(study.Folder), Throws.TypeOf<SealBrokenException>());
        File.Delete(Path.Combine(study.Folder, "manifest.json"));
        Assert.That(() => InspectedStudy.Reopen(study.Folder), Throws.TypeOf<SealBrokenException>());
    }

    [Test]
    public void Manifest_holds_no_original_identity()
    {
        var text = File.ReadAllText(Path.Combine(Sealed().Folder, "manifest.json"));
        foreach (var secret in (string[])["Zwirbel", Phantom.Id, Phantom.Study, "1947"])
            Assert.That(text, Does.Not.Contain(secret));
    }

    [Test]
    public void Second_run_replaces_what_the_first_left()
    {
        var study = _run.Assemble(_run.Source(Phantom.Ct()), _run.Source(Phantom.Ct(Phantom.Instance + "2")));
        Assert.That(_run.Run(study), Is.TypeOf<StageOutcome<InspectedStudy>.Passed>());
        var fewer = new AssembledStudy(study.Project, study.StudyId, study.OutputFolder, [study.Instances[0]]);
        Assert.That(_run.Run(fewer), Is.TypeOf<StageOutcome<InspectedStudy>.Passed>());
        Assert.That(InspectedStudy.Reopen(study.OutputFolder).Manifest.Files, Has.Count.EqualTo(1));
    }

    private static DicomDataset With(string leak) => Phantom.Ct().AddOrUpdate(DicomTag.ConvolutionKernel, DicomVR.SH, leak);

    private InspectedStudy Sealed() => ((StageOutcome<InspectedStudy>.Passed)_run.Run(_run.Source(Phantom.Ct()))).Value;
}
