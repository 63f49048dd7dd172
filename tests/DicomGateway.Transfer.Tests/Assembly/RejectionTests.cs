using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Network.Transport;
using DicomGateway.Testing.Faults;
using DicomGateway.Transfer.Records.Catalogue;
using DicomGateway.Transfer.Records.Rejections;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Tests.Way;

namespace DicomGateway.Transfer.Tests.Assembly;

/// <summary>IHE IOCM: what a note rejects is not sent, whenever the note comes; what was sent is reported; the note goes nowhere.</summary>
[TestFixture]
internal sealed class RejectionTests
{
    [Test]
    public async Task Note_that_comes_with_the_study_takes_its_instances_out_and_the_rest_goes_on()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 4);
        await SendNoteAsync(node, "113001", 1, 2);
        await node.UntilStateAsync(StudyState.Forwarded);

        Assert.That(archive.Held, Has.Count.EqualTo(2));
        var findings = await node.Records.Studies.GetFindingsAsync((await node.StudiesAsync()).Single().StudyId, null, CancellationToken.None);
        Assert.That(findings.Select(finding => finding.Code), Does.Contain("iocm.rejected").And.Not.Contain("iocm.already-sent"));
        var ledger = (await node.Records.Ledger.CountAsync(CancellationToken.None)).Single();
        Assert.That((ledger.Received, ledger.Forwarded, ledger.Rejected, ledger.Balances), Is.EqualTo((5L, 2L, 3L, true)));
    }

    [Test]
    public async Task Note_that_comes_after_forwarding_reports_what_is_out_and_sends_nothing()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 3);
        await node.UntilStateAsync(StudyState.Forwarded);
        await SendNoteAsync(node, "113037", 0);
        await node.UntilAsync("the note is understood", async () => (await node.Records.Rejections.ListAsync(10, CancellationToken.None)).Count == 1);
        await node.UntilStateAsync(StudyState.Forwarded);

        Assert.That(archive.Stores, Has.Count.EqualTo(3));
        var rejection = (await node.Records.Rejections.ListAsync(10, CancellationToken.None)).Single();
        var studyId = (await node.StudiesAsync()).Single().StudyId;
        Assert.That((rejection.WasSent, rejection.Code, rejection.StudyId), Is.EqualTo((true, "113037", studyId)));
        var audit = await node.Records.Audit.ListAsync(studyId, CancellationToken.None);
        Assert.That(audit.Select(entry => entry.Action), Does.Contain("rejection.note").And.Contain("rejection.applied"));
    }

    [Test]
    public async Task Instance_that_comes_after_its_note_is_not_sent()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 2);
        await SendNoteAsync(node, "113038", 5);
        await node.UntilStateAsync(StudyState.Forwarded);
        await node.SendAsync(5, 1);
        await node.UntilAsync("it is rejected", async () => (await node.Records.Ledger.CountAsync(CancellationToken.None)).Single().Rejected == 2);
        await node.UntilStateAsync(StudyState.Forwarded);
        Assert.That(archive.Stores, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Study_that_is_rejected_as_a_whole_is_held_and_another_key_object_is_no_note()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 1);
        await SendNoteAsync(node, "113039", 0);
        await node.UntilStateAsync(StudyState.Held);
        Assert.That((await node.OpenHoldAsync()).Findings.Single().Code, Is.EqualTo("iocm.nothing-left"));
        Assert.That(archive.Stores, Is.Empty);

        await SendNoteAsync(node, "113000", 0);
        Assert.That(await node.Records.Rejections.ListAsync(10, CancellationToken.None), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Note_of_another_study_makes_what_it_names_invisible_at_once_and_the_rest_stays()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 3);
        await node.UntilStateAsync(StudyState.Forwarded);
        var studyId = (await node.StudiesAsync()).Single().StudyId;
        await node.UntilAsync("the study can be queried", async () => (await VisibleAsync(node)).Count == 3);
        var visible = await VisibleAsync(node);

        await node.Records.Rejections.ApplyAsync(
            studyId, [new RejectionNote(Guid.NewGuid(), "113001", [Instance(1).GetString(DicomTag.SOPInstanceUID)])], CancellationToken.None);
        var rejected = (await node.Records.Instances.ListAsync(studyId, CancellationToken.None)).Single(instance => instance.Disposition == InstanceDisposition.Rejected);
        var copy = (await node.Records.Deliveries.ListAsync(studyId, CancellationToken.None)).Single(delivery => delivery.SourceInstanceId == rejected.InstanceId).SopInstanceUid;
        Assert.That(await VisibleAsync(node), Does.Not.Contain(copy));
        await node.UntilAsync("the rest is seen", async () => (await VisibleAsync(node)).Count == 2);
        Assert.That(await VisibleAsync(node), Is.EquivalentTo(visible.Where(uid => uid != copy)));
    }

    [Test]
    public async Task Project_that_holds_notes_waits_for_a_person_who_applies_the_note()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await StartHoldingAsync(archive);
        await node.SendAsync(0, 3);
        await SendNoteAsync(node, "113001", 1);
        await node.UntilStateAsync(StudyState.Held);
        var finding = (await node.OpenHoldAsync()).Findings.Single();
        Assert.That(finding.Code, Is.EqualTo("iocm.undecided"));
        Assert.That(finding.Text, Does.Contain("1 instance(s), of which 1 have come"));
        Assert.That(archive.Stores, Is.Empty);

        await node.ReleaseAsync("the modality confirms it");
        await node.UntilStateAsync(StudyState.Forwarded);
        Assert.That(archive.Held, Has.Count.EqualTo(2));
        Assert.That((await node.Records.Rejections.ListAsync(10, CancellationToken.None)).Single().Decision, Is.EqualTo(RejectionDecision.Applied));
    }

    [Test]
    public async Task Note_that_a_person_ignores_takes_nothing_out_and_goes_nowhere()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await StartHoldingAsync(archive);
        await node.SendAsync(0, 3);
        await SendNoteAsync(node, "113039", 0, 1, 2);
        await node.UntilStateAsync(StudyState.Held);
        var studyId = (await node.StudiesAsync()).Single().StudyId;
        Assert.That(await node.Records.Rejections.IgnoreAsync(studyId, "alice", "the note was sent by mistake", CancellationToken.None), Is.EqualTo(1));
        await node.UntilStateAsync(StudyState.Forwarded);
        Assert.That(archive.Held, Has.Count.EqualTo(3));
        Assert.That(await node.Records.Rejections.IgnoreAsync(studyId, "alice", "again", CancellationToken.None), Is.Zero);
        var audit = (await node.Records.Audit.ListAsync(studyId, CancellationToken.None)).Single(entry => entry.Action == "rejection.ignored");
        Assert.That(audit.Actor, Is.EqualTo("alice"));
        Assert.That(audit.Detail, Does.Contain("sent by mistake"));
    }

    [Test]
    public async Task Undecided_note_stops_another_study_that_waits_to_be_sent_until_it_is_decided()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await archive.DownAsync();
        await using var node = await StartHoldingAsync(archive);
        await node.SendAsync(0, 2);
        await node.UntilStateAsync(StudyState.Forwarding);
        await SendNoteAsync(node, "113037", 1000, [0]);
        await node.UntilAsync("both studies are held", async () => (await node.StudiesAsync()).Count(study => study.State == StudyState.Held) == 2);
        archive.Up();
        var noteStudy = (await node.StudiesAsync()).MaxBy(study => study.StudyId)!.StudyId;
        await node.Records.Holds.ReleaseAsync(noteStudy, "alice", "apply", CancellationToken.None);
        await node.UntilAsync("the rest of the other study is out", async () => (await node.StudiesAsync()).Any(study => study.State == StudyState.Forwarded));
        Assert.That(archive.Held, Has.Count.EqualTo(1));
        Assert.That(archive.Stores, Has.Count.EqualTo(1));
    }

    private static Task<FlowNode> StartHoldingAsync(ScriptedArchive archive) => FlowNode.StartAsync(
        [archive], options => options with { Projects = [options.Projects[0] with { RejectionNotes = RejectionPolicy.Hold }] });

    private static async Task<List<string>> VisibleAsync(FlowNode node)
    {
        var uids = new List<string>();
        await foreach (var row in node.Records.Catalogue.ReadAsync(new CatalogueQuery(CatalogueLevel.Instance, "trial", []), CancellationToken.None))
            uids.Add(row.Instance!.SopInstanceUid);
        return uids;
    }

    private static Task SendNoteAsync(FlowNode node, string code, params int[] rejected) => SendNoteAsync(node, code, 0, rejected: rejected);

    private static async Task SendNoteAsync(FlowNode node, string code, int studyOf, int[] rejected)
    {
        var first = Instance(studyOf);
        var note = new DicomDataset()
            .AddOrUpdate(DicomTag.SOPClassUID, DicomUID.KeyObjectSelectionDocumentStorage)
            .AddOrUpdate(DicomTag.SOPInstanceUID, DicomUID.Generate())
            .AddOrUpdate(DicomTag.Modality, "KO")
            .AddOrUpdate(DicomTag.PatientID, first.GetString(DicomTag.PatientID))
            .AddOrUpdate(DicomTag.PatientName, first.GetStringOrEmpty(DicomTag.PatientName))
            .AddOrUpdate(DicomTag.StudyInstanceUID, first.GetString(DicomTag.StudyInstanceUID))
            .AddOrUpdate(DicomTag.SeriesInstanceUID, DicomUID.Generate())
            .AddOrUpdate(DicomTag.ConceptNameCodeSequence, new DicomDataset()
                .AddOrUpdate(DicomTag.CodeValue, code).AddOrUpdate(DicomTag.CodingSchemeDesignator, "DCM").AddOrUpdate(DicomTag.CodeMeaning, "Title"))
            .AddOrUpdate(DicomTag.CurrentRequestedProcedureEvidenceSequence, new DicomDataset()
                .AddOrUpdate(DicomTag.StudyInstanceUID, first.GetString(DicomTag.StudyInstanceUID))
                .AddOrUpdate(DicomTag.ReferencedSeriesSequence, new DicomDataset()
                    .AddOrUpdate(DicomTag.SeriesInstanceUID, first.GetString(DicomTag.SeriesInstanceUID))
                    .AddOrUpdate(DicomTag.ReferencedSOPSequence, [.. rejected.Select(Reference)])));
        var options = new DicomClientOptions { Host = "127.0.0.1", Port = node.Port, CalledAeTitle = FlowNode.AeTitle, CallingAeTitle = FlowNode.Sender };
        await using var client = new DicomClient(options);
        var sopClass = DicomUID.KeyObjectSelectionDocumentStorage.UID;
        await using var association = await client.OpenAsync([new ProposedContext(sopClass, [TrackedInstance.TransferSyntaxUid])], CancellationToken.None);
        await using var source = DimseDataSource.FromMemory(DicomDatasetWriter.ToArray(note, DicomTransferSyntax.Lookup(TrackedInstance.TransferSyntaxUid)));
        var response = await association.StoreAsync(association.FindContext(sopClass)!, note.GetString(DicomTag.SOPInstanceUID), source, CancellationToken.None);
        Assert.That(response.Status.Code, Is.Zero);
        await association.ReleaseAsync();
    }

    private static DicomDataset Reference(int number) => new DicomDataset()
        .AddOrUpdate(DicomTag.ReferencedSOPClassUID, TrackedInstance.SopClassUid)
        .AddOrUpdate(DicomTag.ReferencedSOPInstanceUID, Instance(number).GetString(DicomTag.SOPInstanceUID));

    private static DicomDataset Instance(int number) => DicomDatasetReader.Read(
        new TrackedInstance(FlowNode.Seed, number, 1000, 64).DataSet, DicomTransferSyntax.ExplicitVRLittleEndian).Dataset;
}
