using System.Net;
using DicomGateway.Dicom.Data;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Services.Admission;
using DicomGateway.Transfer.Services.QueryRetrieve;
using DicomGateway.Transfer.Services.QueryRetrieve.User;

namespace DicomGateway.Transfer.Tests.Way;

/// <summary>What the node has made of studies, asked of it over the network.</summary>
[TestFixture]
internal sealed class QueryTests
{
    private const string Reader = "READER";

    [Test]
    public async Task Sealed_studies_are_found_at_every_level_and_originals_are_not()
    {
        await using var node = await StartAsync();
        await node.SendAsync(0, 4, perStudy: 2);
        await ForwardedAsync(node, 2);
        await using var pacs = Asker(node);

        var studies = await FindAsync(pacs, QueryLevel.Study, keys => keys.AddOrUpdate(DicomTag.StudyInstanceUID, "").AddOrUpdate(DicomTag.PatientID, "")
            .AddOrUpdate(DicomTag.NumberOfStudyRelatedInstances, "").AddOrUpdate(DicomTag.ModalitiesInStudy, "CT"));
        Assert.That(studies.Select(study => study.GetStringOrEmpty(DicomTag.NumberOfStudyRelatedInstances).Trim()), Is.EqualTo(new[] { "2", "2" }));
        Assert.That(studies.Select(study => study.GetStringOrEmpty(DicomTag.PatientID)), Has.None.StartsWith("QZP"));

        var uid = studies[0].GetStringOrEmpty(DicomTag.StudyInstanceUID);
        var series = await FindAsync(pacs, QueryLevel.Series, keys => keys.AddOrUpdate(DicomTag.StudyInstanceUID, uid).AddOrUpdate(DicomTag.SeriesInstanceUID, "").AddOrUpdate(DicomTag.Modality, ""));
        Assert.That(series, Has.Count.EqualTo(1));
        var images = await FindAsync(pacs, QueryLevel.Image, keys => keys.AddOrUpdate(DicomTag.StudyInstanceUID, uid)
            .AddOrUpdate(DicomTag.SeriesInstanceUID, series[0].GetStringOrEmpty(DicomTag.SeriesInstanceUID)).AddOrUpdate(DicomTag.SOPInstanceUID, ""));
        Assert.That(images.Select(image => image.GetStringOrEmpty(DicomTag.SOPInstanceUID)).Distinct().Count(), Is.EqualTo(2));
        Assert.That(await FindAsync(pacs, QueryLevel.Study, keys => keys.AddOrUpdate(DicomTag.PatientID, "QZP*")), Is.Empty);
    }

    [Test]
    public async Task Moves_go_to_granted_destinations_with_truthful_counts_and_nowhere_else()
    {
        await using var target = new ScriptedArchive { Answer = number => number == 2 ? new DimseStatus(0xA900) : DimseStatus.Success };
        target.Up();
        await using var node = await StartAsync(target);
        await node.SendAsync(0, 4, perStudy: 4);
        await ForwardedAsync(node, 1);
        await using var pacs = Asker(node);
        var uid = (await FindAsync(pacs, QueryLevel.Study, keys => keys.AddOrUpdate(DicomTag.StudyInstanceUID, "")))[0].GetStringOrEmpty(DicomTag.StudyInstanceUID);
        var identifier = new DicomDataset().AddOrUpdate(DicomTag.StudyInstanceUID, uid);

        var moved = await pacs.MoveAsync(QueryLevel.Study, identifier, "TARGET", null, CancellationToken.None);
        Assert.That(moved.Status.Code, Is.EqualTo(0xB000));
        Assert.That((moved.Counts.Completed, moved.Counts.Failed, moved.Counts.Warning), Is.EqualTo(((ushort?)3, (ushort?)1, (ushort?)0)));
        Assert.That(moved.FailedSopInstanceUids, Is.EqualTo(new[] { target.Stores[1].Uid }));
        Assert.That(target.Stores, Has.Count.EqualTo(4));

        foreach (var refused in new[] { "ROGUE", "OTHER" })
            Assert.That((await pacs.MoveAsync(QueryLevel.Study, identifier, refused, null, CancellationToken.None)).Status, Is.EqualTo(DimseStatus.MoveDestinationUnknown));
        var causes = (await node.Records.Audit.ListAfterAsync(0, 1000, CancellationToken.None)).Where(row => row.Action == "retrieval.refused").Select(row => row.Detail);
        Assert.That(causes, Has.Exactly(1).Contains("DestinationUnknown").And.Exactly(1).Contains("DestinationNotGranted"));
    }

    [Test]
    public async Task Get_sends_over_the_same_association()
    {
        await using var node = await StartAsync();
        await node.SendAsync(0, 3);
        await ForwardedAsync(node, 1);
        await using var pacs = Asker(node);
        var uid = (await FindAsync(pacs, QueryLevel.Study, keys => keys.AddOrUpdate(DicomTag.StudyInstanceUID, "")))[0].GetStringOrEmpty(DicomTag.StudyInstanceUID);
        var taken = new Taker();
        var answer = await pacs.GetAsync(
            QueryLevel.Study, new DicomDataset().AddOrUpdate(DicomTag.StudyInstanceUID, uid), ["1.2.840.10008.5.1.4.1.1.2"], taken, null, CancellationToken.None);
        Assert.That((answer.Status, answer.Counts.Completed), Is.EqualTo((DimseStatus.Success, (ushort?)3)));
        Assert.That(taken.Count, Is.EqualTo(3));
    }

    [Test]
    public async Task Held_and_rejected_studies_are_not_shown()
    {
        await using var node = await StartAsync();
        await node.SendAsync(0, 1);
        await ForwardedAsync(node, 1);
        await using var pacs = Asker(node);
        Assert.That(await FindAsync(pacs, QueryLevel.Patient, keys => keys.AddOrUpdate(DicomTag.PatientID, ""), InformationModel.PatientRoot, node), Has.Count.EqualTo(1));
        await node.Records.OptOuts.AddAsync("trial", "QZP0000000", null, "tester", "objects", CancellationToken.None);
        Assert.That(await FindAsync(pacs, QueryLevel.Study, keys => keys.AddOrUpdate(DicomTag.StudyInstanceUID, "")), Is.Empty);
        Assert.That(await FindAsync(pacs, QueryLevel.Patient, keys => keys.AddOrUpdate(DicomTag.PatientID, ""), InformationModel.PatientRoot, node), Is.Empty);
        await node.Records.OptOuts.WithdrawAsync("trial", "QZP0000000", null, "tester", "agrees again", CancellationToken.None);
        await node.UntilAsync("the study is shown again", async () => (await FindAsync(pacs, QueryLevel.Study, keys => keys.AddOrUpdate(DicomTag.StudyInstanceUID, ""))).Count == 1);
    }

    [Test]
    public async Task A_peer_without_a_grant_has_no_query()
    {
        await using var node = await StartAsync();
        await using var stranger = new QueryRetrieveUser(new QueryRetrieveUserOptions { Client = Client(node, FlowNode.Sender) }, TimeProvider.System);
        Assert.That(
            async () => await FindAsync(stranger, QueryLevel.Study, keys => keys.AddOrUpdate(DicomTag.StudyInstanceUID, "")), Throws.InstanceOf<Exception>());
    }

    private static Task<FlowNode> StartAsync(params ScriptedArchive[] targets) => FlowNode.StartAsync([], options => options with
    {
        Admission = options.Admission with
        {
            Peers =
            [
                .. options.Admission.Peers,
                new PeerAccess { CallingAeTitle = Reader, Addresses = [IPNetwork.Parse("127.0.0.0/8")], QueryProjects = ["trial"], MoveDestinations = ["TARGET"] },
            ],
            MoveDestinations = [.. targets.SelectMany(target => new[] { Destination("TARGET", target), Destination("OTHER", target) })],
        },
    });

    private static MoveDestination Destination(string aeTitle, ScriptedArchive target) =>
        new(aeTitle, new DicomClientOptions { Host = "127.0.0.1", Port = target.Port, CalledAeTitle = aeTitle, CallingAeTitle = aeTitle });

    private static DicomClientOptions Client(FlowNode node, string calling) =>
        new() { Host = "127.0.0.1", Port = node.Port, CalledAeTitle = FlowNode.AeTitle, CallingAeTitle = calling };

    private static QueryRetrieveUser Asker(FlowNode node, InformationModel model = InformationModel.StudyRoot) =>
        new(new QueryRetrieveUserOptions { Client = Client(node, Reader), Model = model }, TimeProvider.System);

    private static async Task ForwardedAsync(FlowNode node, int studies) => await node.UntilAsync(
        "all is forwarded", async () => await node.StudiesAsync() is { } all && all.Count == studies && all.All(study => study.State == StudyState.Forwarded));

    private static async Task<List<DicomDataset>> FindAsync(
        QueryRetrieveUser pacs, QueryLevel level, Action<DicomDataset> fill, InformationModel model = InformationModel.StudyRoot, FlowNode? node = null)
    {
        await using var other = node is null ? null : Asker(node, model);
        var keys = new DicomDataset();
        fill(keys);
        var found = new List<DicomDataset>();
        await foreach (var match in (other ?? pacs).FindAsync(level, keys, CancellationToken.None))
            found.Add(match);
        return found;
    }

    private sealed class Taker : IDimseHandler
    {
        public int Count { get; private set; }

        public async ValueTask HandleAsync(DimseRequest request, CancellationToken cancellationToken)
        {
            await request.DataSet!.ReadToEndAsync(1 << 24, cancellationToken);
            Count++;
            await request.RespondAsync(DimseStatus.Success, cancellationToken: cancellationToken);
        }
    }
}
