using System.Net;
using System.Threading.Channels;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Network.Transport;
using DicomGateway.Service.StandIn;
using DicomGateway.Service.StandIn.Scripting;

namespace DicomGateway.Service.Tests.StandIn;

/// <summary>Storage commitment as the standard has it, and as a script has it.</summary>
internal sealed class StandInCommitmentTests
{
    private static readonly string SopClass = DicomUID.StorageCommitmentPushModel.UID;
    private static readonly string SopInstance = DicomUID.StorageCommitmentPushModelInstance.UID;

    private StandInPopulation _population = null!;

    private IReadOnlyList<string> Held => [.. _population.Index.Studies[0].Instances.Select(instance => instance.SopInstanceUid)];

    [OneTimeSetUp]
    public void Generate() => _population = new StandInPopulation(studies: 2);

    [OneTimeTearDown]
    public void Clean() => _population.Dispose();

    [Test]
    public async Task What_is_held_is_promised_over_the_same_association()
    {
        var (type, report) = await AskAsync(Held, []);
        Assert.That(type, Is.EqualTo(1));
        Assert.That(Uids(report, DicomTag.ReferencedSOPSequence), Is.EquivalentTo(Held));
    }

    [Test]
    public async Task What_is_not_held_is_named()
    {
        var (type, report) = await AskAsync([.. Held, "1.2.3"], []);
        Assert.Multiple(() =>
        {
            Assert.That(type, Is.EqualTo(2));
            Assert.That(Uids(report, DicomTag.FailedSOPSequence), Is.EqualTo(new[] { "1.2.3" }));
            Assert.That(report.GetSequence(DicomTag.FailedSOPSequence)[0].GetValue<int>(DicomTag.FailureReason), Is.EqualTo(0x0112));
        });
    }

    [Test]
    public async Task Script_refuses_some_or_forgets_them()
    {
        var (_, refused) = await AskAsync(Held, [new() { On = StandInOperation.Commit, Do = Misbehaviour.Fail }]);
        Assert.That(Uids(refused, DicomTag.FailedSOPSequence), Is.Not.Empty.And.SubsetOf(Held));
        var (type, forgotten) = await AskAsync(Held, [new() { On = StandInOperation.Commit, Do = Misbehaviour.Drop }]);
        Assert.That(type, Is.EqualTo(1));
        Assert.That(Uids(forgotten, DicomTag.ReferencedSOPSequence), Has.Count.LessThan(Held.Count));
    }

    private static List<string> Uids(DicomDataset report, DicomTag sequence) =>
        [.. report.GetSequence(sequence).Select(item => item.GetString(DicomTag.ReferencedSOPInstanceUID))];

    private async Task<(ushort? EventType, DicomDataset Report)> AskAsync(IReadOnlyList<string> instances, MisbehaviourRule[] rules)
    {
        var folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "commit-" + Guid.NewGuid().ToString("N"));
        var options = new StandInOptions { EndPoint = new IPEndPoint(IPAddress.Loopback, 0), Folder = folder, Script = new MisbehaviourScript { Rules = rules } };
        await using var pacs = new StandInPacs(options, _population.Index);
        pacs.Start();
        var reports = new Reports();
        await using var client = new DicomClient(new DicomClientOptions { Host = "127.0.0.1", Port = pacs.EndPoint.Port, CalledAeTitle = "STANDIN", CallingAeTitle = "TESTER" }, reports);
        await using var association = await client.OpenAsync([new ProposedContext(SopClass, [DicomTransferSyntax.ImplicitVRLittleEndian.UID.UID])], CancellationToken.None);
        var request = new DicomDataset();
        request.AddOrUpdate(DicomTag.TransactionUID, "1.2.3.4");
        request.AddOrUpdate(DicomTag.ReferencedSOPSequence, [.. instances.Select(Item)]);
        await using var information = DimseDataSource.FromMemory(DicomDatasetWriter.ToArray(request, DicomTransferSyntax.ImplicitVRLittleEndian));
        var answer = await association.SendAsync(association.FindContext(SopClass)!, DimseCommands.NAction(SopClass, SopInstance, 1), information, CancellationToken.None);
        Assert.That(answer.Status.Code, Is.Zero);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var report = await reports.Received.Reader.ReadAsync(limit.Token);
        await association.ReleaseAsync();
        Directory.Delete(folder, recursive: true);
        return report;
    }

    private static DicomDataset Item(string instance)
    {
        var item = new DicomDataset();
        item.AddOrUpdate(DicomTag.ReferencedSOPClassUID, DicomUID.CTImageStorage.UID);
        item.AddOrUpdate(DicomTag.ReferencedSOPInstanceUID, instance);
        return item;
    }

    private sealed class Reports : IDimseHandler
    {
        public Channel<(ushort? EventType, DicomDataset Report)> Received { get; } = Channel.CreateUnbounded<(ushort?, DicomDataset)>();

        public async ValueTask HandleAsync(DimseRequest request, CancellationToken cancellationToken)
        {
            var bytes = await request.DataSet!.ReadToEndAsync(1 << 20, cancellationToken);
            await request.RespondAsync(DimseStatus.Success, cancellationToken: cancellationToken);
            await Received.Writer.WriteAsync((request.Command.EventTypeId, DicomDatasetReader.Read(bytes, DicomTransferSyntax.ImplicitVRLittleEndian).Dataset), cancellationToken);
        }
    }
}
