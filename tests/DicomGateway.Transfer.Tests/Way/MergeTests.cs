using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Transfer.Records.Merges;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Tests.Way;

/// <summary>Two patients of whom somebody says that they are one person.</summary>
[TestFixture]
internal sealed class MergeTests
{
    private const string Old = "QZP-OLD-1";
    private const string New = "QZP-NEW-2";

    private ScriptedArchive _archive = null!;
    private FlowNode _node = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _archive = new ScriptedArchive();
        _archive.Up();
        _node = await FlowNode.StartAsync(_archive);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _node.DisposeAsync();
        await _archive.DisposeAsync();
    }

    [Test]
    public async Task Study_that_names_both_is_shown_released_by_the_merge_and_goes_out_under_one_pseudonym_as_later_studies_do()
    {
        await SendAsync(0, Old, dataset => dataset.AddOrUpdate(DicomTag.OtherPatientIDsSequence, new DicomDataset().AddOrUpdate(DicomTag.PatientID, New)));
        await SendAsync(1, New);
        await _node.UntilStateAsync(StudyState.Held);
        var findings = (await _node.OpenHoldAsync()).Findings;
        Assert.That(findings.Select(finding => finding.Code), Does.Contain("hierarchy.several-patients").And.Contain("hierarchy.other-patient-ids"));
        Assert.That(string.Join(' ', findings.Select(finding => finding.Text)), Does.Not.Contain("QZP"));
        var study = (await _node.StudiesAsync()).Single().StudyId;
        var shown = await _node.StudyPatients.ShowAsync(study, "alice", CancellationToken.None);
        Assert.That(shown.Select(patient => (patient.PatientId, patient.Instances)), Is.EquivalentTo(new[] { (Old, 1), (New, 1) }));
        Assert.That(shown.Single(patient => patient.PatientId == Old).OtherPatientIds, Is.EqualTo(new[] { New }));
        Assert.That((await _node.Records.Audit.ListAsync(study, CancellationToken.None)).Select(entry => entry.Action), Does.Contain("patients.shown"));

        Assert.That((await MergeAsync()).RunAgain, Is.EqualTo(1));
        await _node.UntilStateAsync(StudyState.Forwarded);
        var pseudonym = Pseudonyms().Single();
        await SendAsync(1000, Old);
        await SendAsync(2000, New);
        await UntilForwardedAsync(3);
        Assert.That(Pseudonyms(), Is.EqualTo(new[] { pseudonym }));
        Assert.That(await _node.Patients.ListDifferingAsync("trial", CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task What_is_out_keeps_its_pseudonym_late_instances_included_and_is_listed_until_the_merge_is_taken_back()
    {
        await SendAsync(0, Old);
        await UntilForwardedAsync(1);
        var before = Pseudonyms().Single();
        Tick();
        await MergeAsync();
        await SendAsync(1, Old);
        await SendAsync(2, New);
        await _node.UntilAsync("the late ones are out", () => Task.FromResult(_archive.Held.Count == 3));
        Assert.That(Pseudonyms(), Is.EqualTo(new[] { before }));
        await UntilForwardedAsync(1);

        await SendAsync(1000, Old);
        await UntilForwardedAsync(2);
        var after = Pseudonyms().Single(pseudonym => pseudonym != before);
        var differing = (await _node.Patients.ListDifferingAsync("trial", CancellationToken.None)).Single();
        Assert.That((differing.Sent, differing.Today, differing.Instances), Is.EqualTo((before, after, 3L)));
        Assert.That(differing.Destinations, Is.EqualTo(new[] { "archive-0" }));

        Tick();
        await _node.Patients.UnmergeAsync("trial", [Old], "bob", "it was another person after all", CancellationToken.None);
        differing = (await _node.Patients.ListDifferingAsync("trial", CancellationToken.None)).Single();
        Assert.That((differing.Sent, differing.Today), Is.EqualTo((after, before)), "the study that went out under the merge");
        await SendAsync(2000, Old);
        await UntilForwardedAsync(3);
        Assert.That(Pseudonyms(), Is.EquivalentTo(new[] { before, after }));
        var merge = (await _node.Records.Merges.ListAsync("trial", "alice", CancellationToken.None)).Single();
        Assert.That((merge.By, merge.UndoneBy, merge.Merge.Absorbed.Id, merge.Merge.Surviving.Id), Is.EqualTo(("alice", "bob", Old, New)));
        Assert.That(await _node.Records.Audit.VerifyAsync(CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Merge_that_is_recorded_in_the_middle_of_a_run_counts_for_it()
    {
        var isFirst = true;
        _node.BeforeKey = () =>
        {
            if (!isFirst)
                return;
            isFirst = false;
            _node.Records.Merges.RecordAsync("trial", new(new("", Old), new("", New)), "alice", "same person", CancellationToken.None).AsTask().GetAwaiter().GetResult();
        };
        await SendAsync(0, Old);
        await UntilForwardedAsync(1);
        await SendAsync(1000, New);
        await UntilForwardedAsync(2);
        Assert.That(Pseudonyms(), Has.Count.EqualTo(1));
        Assert.That(_archive.Stores, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Objection_of_one_identity_is_one_of_the_person()
    {
        await _node.Records.OptOuts.AddAsync("trial", New, null, "alice", "letter", CancellationToken.None);
        await MergeAsync();
        await SendAsync(0, Old);
        await _node.UntilStateAsync(StudyState.Held);
        Assert.That((await _node.OpenHoldAsync()).Findings.Single().Code, Is.EqualTo("patient.opted-out"));
        Assert.That(await _node.Records.OptOuts.WithdrawAsync("trial", New, null, "alice", "letter", CancellationToken.None), Is.EqualTo(1));
        await UntilForwardedAsync(1);
    }

    [Test]
    public async Task Merges_that_say_nothing_or_contradict_are_refused_and_chains_are_followed()
    {
        await MergeAsync();
        foreach (var lines in new string[][] { [Old, New], [New, Old], [New, New], [Old, "QZP-THIRD-3"], [Old], ["0000", New], [] })
            Assert.That(async () => await _node.Patients.MergeAsync("trial", lines, "alice", "why", CancellationToken.None), Throws.TypeOf<MergeException>(), string.Join('|', lines));
        Assert.That(async () => await _node.Patients.MergeAsync("trial", [New, "QZP-THIRD-3"], "alice", " ", CancellationToken.None), Throws.TypeOf<MergeException>());
        Assert.That(async () => await _node.Patients.UnmergeAsync("trial", [New], "alice", "why", CancellationToken.None), Throws.TypeOf<MergeException>());
        await _node.Patients.MergeAsync("trial", [New, "QZP-THIRD-3"], "alice", "same person again", CancellationToken.None);
        await SendAsync(0, Old);
        await SendAsync(1000, "QZP-THIRD-3");
        await UntilForwardedAsync(2);
        Assert.That(Pseudonyms(), Has.Count.EqualTo(1));
    }

    private Task<MergeResult> MergeAsync() => _node.Patients.MergeAsync("trial", [Old, New], "alice", "confirmed by the hospital", CancellationToken.None);

    private Task SendAsync(int number, string patientId, Action<DicomDataset>? change = null) => _node.SendChangedAsync(number, dataset =>
    {
        dataset.AddOrUpdate(DicomTag.PatientID, patientId);
        change?.Invoke(dataset);
    });

    /// <summary>The clock stands still by itself: what is decided next comes after what was sealed.</summary>
    private void Tick() => _node.Time.Advance(TimeSpan.FromSeconds(1));

    private Task UntilForwardedAsync(int studies) => _node.UntilAsync(
        $"{studies} studies are forwarded", async () => (await _node.StudiesAsync()).Count(study => study.State == StudyState.Forwarded) == studies);

    private List<string> Pseudonyms() =>
    [
        .. _archive.Held.Values.Select(bytes => DicomDatasetReader.Read(bytes, DicomTransferSyntax.ExplicitVRLittleEndian).Dataset.GetString(DicomTag.PatientID)).Distinct(),
    ];
}
