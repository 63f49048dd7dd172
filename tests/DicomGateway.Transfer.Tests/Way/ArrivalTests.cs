using System.Buffers.Binary;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Wire;
using DicomGateway.Transfer.Assembly;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Tests.Way;

/// <summary>What comes late, twice, otherwise, or not to its end: design/reliability.md section 2, rows 1, 32 to 34 and 38.</summary>
[TestFixture]
internal sealed class ArrivalTests
{
    private const string ImplicitVR = "1.2.840.10008.1.2";

    [Test]
    public async Task Late_instances_open_the_study_again_and_only_they_are_sent()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 3);
        await node.UntilStateAsync(StudyState.Forwarded);
        var early = archive.Stores.Count;

        await node.SendAsync(3, 2);
        await node.UntilAsync("the late ones are there", () => Task.FromResult(archive.Held.Count == 5));
        await node.UntilStateAsync(StudyState.Forwarded);
        Assert.That(archive.Stores, Has.Count.EqualTo(early + 2));
        Assert.That((await node.StudiesAsync()).Single().Revision, Is.EqualTo(2));
        Assert.That(archive.Held.Values.Select(bytes => Dataset(bytes).GetString(Dicom.Data.DicomTag.StudyInstanceUID)).Distinct().ToList(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Same_instance_again_is_acknowledged_and_counts_once()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        Assert.That(await node.SendAsync(0, 3), Is.All.Zero);
        Assert.That(await node.SendAsync(0, 3), Is.All.Zero);
        await node.UntilStateAsync(StudyState.Forwarded);
        Assert.That(archive.Stores, Has.Count.EqualTo(3));
        Assert.That((await node.StudiesAsync()).Single().InstanceCount, Is.EqualTo(3));
    }

    [Test]
    public async Task Same_content_in_another_transfer_syntax_counts_once()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 1);
        var instance = new TrackedInstance(FlowNode.Seed, 0, 1000, 64);
        var dataset = Dataset(instance.DataSet);
        var recoded = Dicom.Encoding.Writing.DicomDatasetWriter.ToArray(dataset, Dicom.Data.DicomTransferSyntax.ImplicitVRLittleEndian);
        Assert.That(await node.StoreAsync(instance.SopInstanceUid, recoded, ImplicitVR), Is.Zero);
        await node.UntilStateAsync(StudyState.Forwarded);
        Assert.That((await node.StudiesAsync()).Single().InstanceCount, Is.EqualTo(1));
        Assert.That(archive.Stores, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Other_content_under_the_same_uid_is_kept_and_holds_the_study()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 2);
        var instance = new TrackedInstance(FlowNode.Seed, 1, 1000, 64);
        var other = instance.DataSet.ToArray();
        other[^1] ^= 0x55;
        Assert.That(await node.StoreAsync(instance.SopInstanceUid, other, TrackedInstance.TransferSyntaxUid), Is.Zero);
        await node.UntilStateAsync(StudyState.Held);
        var study = (await node.StudiesAsync()).Single();
        Assert.That(await node.Records.Instances.ListAsync(study.StudyId, CancellationToken.None), Has.Count.EqualTo(3), "both are kept");
        Assert.That(archive.Stores, Is.Empty);

        await node.Records.Holds.ReleaseAsync(study.StudyId, "tester", "the later one is right", CancellationToken.None);
        await node.UntilStateAsync(StudyState.Forwarded);
        Assert.That(archive.Held.Values.Count(bytes => bytes[^1] == other[^1]), Is.EqualTo(1), "the later version");
        Assert.That(archive.Held, Has.Count.EqualTo(2));
        Assert.That((await node.Records.Ledger.CountAsync(CancellationToken.None)).Single().Balances, Is.True);
    }

    [Test]
    public async Task Corrected_demographics_of_a_whole_study_are_one_finding_and_go_on_when_released()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 3);
        await node.UntilStateAsync(StudyState.Forwarded);
        for (var number = 0; number < 3; number++)
        {
            var instance = new TrackedInstance(FlowNode.Seed, number, 1000, 64);
            Assert.That(await node.StoreAsync(instance.SopInstanceUid, Renamed(instance.DataSet), TrackedInstance.TransferSyntaxUid), Is.Zero);
        }

        await node.UntilStateAsync(StudyState.Held);
        var hold = (await node.Records.Holds.ListOpenAsync(null, 10, CancellationToken.None)).Single();
        Assert.That(hold.Findings.Select(finding => finding.Code), Is.EqualTo(new[] { DuplicateReview.DemographicsChanged }));

        await node.Records.Holds.ReleaseAsync(hold.StudyId, "tester", "the registration was corrected", CancellationToken.None);
        await node.UntilStateAsync(StudyState.Forwarded);
        Assert.That((await node.Records.Ledger.CountAsync(CancellationToken.None)).Single().Balances, Is.True);
    }

    [Test]
    public async Task Instance_that_breaks_off_leaves_nothing()
    {
        await using var node = await FlowNode.StartAsync();
        var instance = new TrackedInstance(FlowNode.Seed, 0, 1000, 64);
        using (var socket = new System.Net.Sockets.TcpClient())
        {
            await socket.ConnectAsync("127.0.0.1", node.Port);
            var stream = socket.GetStream();
            await stream.WriteAsync(WirePdu.AssociateRequest(FlowNode.AeTitle, FlowNode.Sender, 16384, [(1, TrackedInstance.SopClassUid, TrackedInstance.TransferSyntaxUid)]));
            var header = new byte[6];
            await stream.ReadExactlyAsync(header);
            await stream.ReadExactlyAsync(new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(2))]);
            var command = WirePdu.Command(
                (0x0002, TrackedInstance.SopClassUid), (0x0100, (ushort)1), (0x0110, (ushort)1), (0x0700, (ushort)0), (0x0800, (ushort)0), (0x1000, instance.SopInstanceUid));
            await stream.WriteAsync(WirePdu.Data(1, command: true, last: true, command));
            await stream.WriteAsync(WirePdu.Data(1, command: false, last: false, instance.DataSet.AsSpan(0, 1000)));
        }

        Assert.That(await node.SendAsync(1, 1), Is.All.Zero, "the next association is served");
        await node.UntilStateAsync(StudyState.Forwarded);
        Assert.That((await node.StudiesAsync()).Single().InstanceCount, Is.EqualTo(1));
    }

    /// <summary>As when a cable is pulled: no FIN and no RST come, only the clock goes on.</summary>
    [Test]
    public async Task Instance_after_whose_half_there_is_silence_leaves_nothing([Values] bool inPdu)
    {
        await using var node = await FlowNode.StartAsync();
        using var sender = await WireSender.OpenAsync(node.Port, FlowNode.AeTitle, FlowNode.Sender, 16384, CancellationToken.None);
        await sender.WriteHalfAsync(new TrackedInstance(FlowNode.Seed, 0, 1000, 64), inPdu, CancellationToken.None);
        var answer = sender.StatusAsync(CancellationToken.None);
        await node.UntilAsync("the association is aborted", () => Task.FromResult(answer.IsCompleted), TimeSpan.FromSeconds(1));
        Assert.That(async () => await answer, Throws.TypeOf<IOException>().With.Message.Contains("PDU type 7"));

        Assert.That(await node.SendAsync(0, 1), Is.All.Zero, "the same instance, whole");
        await node.UntilStateAsync(StudyState.Forwarded);
        Assert.That((await node.StudiesAsync()).Single().InstanceCount, Is.EqualTo(1));
        await node.DownAsync();
        Assert.That(await KeptOriginals.FindAsync(node.DataFolder, [new TrackedInstance(FlowNode.Seed, 0, 1000, 64)]), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Data_set_of_another_object_than_the_command_names_is_answered_with_A900()
    {
        await using var node = await FlowNode.StartAsync();
        var instance = new TrackedInstance(FlowNode.Seed, 0, 1000, 64);
        Assert.That(await node.StoreAsync("1.2.3.4.5", instance.DataSet, TrackedInstance.TransferSyntaxUid), Is.EqualTo((ushort)0xA900));
        Assert.That(await node.StudiesAsync(), Is.Empty);
    }

    private static Dicom.Data.DicomDataset Dataset(byte[] bytes) =>
        Dicom.Encoding.Parsing.DicomDatasetReader.Read(bytes, Dicom.Data.DicomTransferSyntax.ExplicitVRLittleEndian).Dataset;

    private static byte[] Renamed(byte[] bytes)
    {
        var dataset = Dataset(bytes);
        dataset.AddOrUpdate(Dicom.Data.DicomTag.PatientName, "Corrected^Name");
        return Dicom.Encoding.Writing.DicomDatasetWriter.ToArray(dataset, Dicom.Data.DicomTransferSyntax.ExplicitVRLittleEndian);
    }
}
