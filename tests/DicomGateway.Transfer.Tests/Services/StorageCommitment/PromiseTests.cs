using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Network.Transport;
using DicomGateway.Testing.Faults;
using DicomGateway.Transfer.Services.StorageCommitment;
using DicomGateway.Transfer.Tests.Way;

namespace DicomGateway.Transfer.Tests.Services.StorageCommitment;

/// <summary>The node as the one that promises: about originals, by their original UIDs.</summary>
[TestFixture]
internal sealed class PromiseTests
{
    private static readonly string Class = DicomUID.StorageCommitmentPushModel.UID;
    private static readonly string Instance = DicomUID.StorageCommitmentPushModelInstance.UID;

    [Test]
    public async Task Originals_are_promised_on_the_same_association_and_kept_for_that_time_even_when_rejected()
    {
        await using var node = await StartAsync();
        await node.SendAsync(0, 2);
        var asked = Request(new TrackedInstance(FlowNode.Seed, 0, 1000, 64).SopInstanceUid, "1.2.3.4.5");
        var reports = new Reports();

        Assert.That(await AskAsync(node, asked, FlowNode.Sender, reports, stay: true), Is.Zero);
        var report = reports.Single;
        Assert.That(report.Committed.Single(), Is.EqualTo(asked.Instances[0]));
        Assert.That((report.Failed.Single().Instance, report.Failed.Single().Reason), Is.EqualTo((asked.Instances[1], CommitmentFailure.NoSuchObject)));

        await node.DownAsync();
        await node.ExecuteSqlAsync("UPDATE instances SET disposition = 3, disposed_at = 0");
        await node.UpAsync();
        await node.Storage.CaughtUp;
        var times = new RetentionTimes { Rejected = TimeSpan.Zero };
        Assert.That((await node.Storage.Maintenance.SweepAsync(times, CancellationToken.None)).OriginalsDeleted, Is.EqualTo(1), "the other one was not promised");
        node.Time.Advance(TimeSpan.FromDays(31));
        Assert.That((await node.Storage.Maintenance.SweepAsync(times, CancellationToken.None)).OriginalsDeleted, Is.EqualTo(1));
    }

    [Test]
    public async Task Requester_that_has_left_is_reported_to_by_a_new_association_after_a_restart_too()
    {
        await using var requester = new ReportingPeer();
        await using var node = await StartAsync(requester.Port);
        await node.SendAsync(0, 1);
        var asked = Request(new TrackedInstance(FlowNode.Seed, 0, 1000, 64).SopInstanceUid);
        requester.IsUp = false;
        Assert.That(await AskAsync(node, asked, FlowNode.Sender, new Reports(), stay: false), Is.Zero);

        await node.RestartAsync();
        requester.IsUp = true;
        await node.UntilAsync("the report comes", () => Task.FromResult(requester.Reports.Any), TimeSpan.FromSeconds(2));
        Assert.That(requester.Reports.Single.Committed, Is.EqualTo(asked.Instances));
    }

    [Test]
    public async Task Nobody_is_promised_anything_who_is_not_configured_or_asks_for_too_much()
    {
        await using var node = await StartAsync();
        Assert.That(await AskAsync(node, Request([.. Enumerable.Range(1, 10_001).Select(number => $"1.2.3.{number}")]), FlowNode.Sender, new Reports(), stay: false), Is.EqualTo(0x0213));
        await node.DownAsync();
        node.Options = node.Options with { Promises = new PromiseOptions() };
        await node.UpAsync();
        Assert.That(await AskAsync(node, Request("1.2.3"), FlowNode.Sender, new Reports(), stay: false), Is.EqualTo(0x0124));
        await node.DownAsync();
        node.Options = node.Options with { Admission = node.Options.Admission with { PromisesStorage = false } };
        await node.UpAsync();
        Assert.That(await AskAsync(node, Request("1.2.3"), FlowNode.Sender, new Reports(), stay: false), Is.EqualTo(-1), "the class is not even accepted");
    }

    private static CommitmentRequest Request(params string[] uids) =>
        new(DicomUID.Generate().UID, [.. uids.Select(uid => new CommitmentReference(TrackedInstance.SopClassUid, uid))]);

    private static async Task<int> AskAsync(FlowNode node, CommitmentRequest request, string callingAeTitle, Reports reports, bool stay)
    {
        var options = new DicomClientOptions { Host = "127.0.0.1", Port = node.Port, CalledAeTitle = FlowNode.AeTitle, CallingAeTitle = callingAeTitle };
        await using var client = new DicomClient(options, new CommitmentReportProvider(reports));
        await using var association = await client.OpenAsync(
            [new ProposedContext(Class, [DicomTransferSyntax.ExplicitVRLittleEndian.UID.UID]), new ProposedContext(DicomUID.Verification.UID, [DicomTransferSyntax.ImplicitVRLittleEndian.UID.UID])],
            CancellationToken.None);
        if (association.FindContext(Class) is not { } context)
            return -1;
        await using var source = DimseDataSource.FromMemory(DicomDatasetWriter.ToArray(CommitmentDataset.Write(request), DicomTransferSyntax.ExplicitVRLittleEndian));
        var response = await association.SendAsync(context, DimseCommands.NAction(Class, Instance, 1), source, CancellationToken.None);
        if (stay)
            await node.UntilAsync("the report comes", () => Task.FromResult(reports.Any));
        else
            association.Abort();
        return response.Status.Code;
    }

    private static Task<FlowNode> StartAsync(int reportPort = 1) => FlowNode.StartAsync([], options => options with
    {
        Admission = options.Admission with { PromisesStorage = true },
        Promises = new PromiseOptions
        {
            Requesters = [new DicomClientOptions { Host = "127.0.0.1", Port = reportPort, CalledAeTitle = FlowNode.Sender, CallingAeTitle = "GATEWAY" }],
        },
    });
}
