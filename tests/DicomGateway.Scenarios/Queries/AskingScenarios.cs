using System.Collections.Concurrent;
using System.Globalization;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Dicom.Files;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Transport;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Jobs.Probing;
using DicomGateway.Transfer.Services.QueryRetrieve;
using DicomGateway.Transfer.Services.QueryRetrieve.User;

namespace DicomGateway.Scenarios.Queries;

/// <summary>The node asks DCMTK's and Orthanc's archives, which have the same files.</summary>
[TestFixture]
internal sealed class AskingScenarios
{
    private const string Node = "TRIAL";
    private const int Studies = 6;
    private const int Instances = 3;

    private ProofFolder _folder = null!;
    private StoreScp _receiver = null!;
    private DcmQrScp _dcmtk = null!;
    private Orthanc _orthanc = null!;

    [OneTimeSetUp]
    public async Task Fill()
    {
        Dcmtk.Require("storescp", "dcmqrscp", "findscu", "storescu");
        _folder = ProofFolder.Make("asking");
        var port = GatewayProcess.FreePort();
        _receiver = await StoreScp.StartAsync(_folder.Combine("received"), port);
        _dcmtk = await DcmQrScp.StartAsync(_folder.Combine("dcmtk"), Node, port);
        _orthanc = await Orthanc.StartAsync(_folder.Combine("orthanc"), "ORTHANC", port);
        for (var study = 1; study <= Studies; study++)
        {
            var (day, description) = (study, $"Study {study}");
            CanaryFiles.Write(_folder.Combine("in"), study, Instances, change: dataset => dataset
                .AddOrUpdate(DicomTag.StudyDate, string.Create(CultureInfo.InvariantCulture, $"202401{day:D2}")).AddOrUpdate(DicomTag.StudyDescription, description));
        }

        foreach (var (called, to) in new[] { (DcmQrScp.AeTitle, _dcmtk.Port), ("ORTHANC", _orthanc.Port) })
        {
            var sent = await Dcmtk.StoreScuAsync(to, called, _folder.Combine("in"));
            Assert.That(sent.Status, Is.Zero, sent.Output + sent.Error);
        }
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await _orthanc.DisposeAsync();
        await _dcmtk.DisposeAsync();
        await _receiver.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Both_archives_give_the_same_lists_at_every_level()
    {
        await using var dcmtk = new QueryRetrieveUser(Dcmqrscp, TimeProvider.System);
        await using var orthanc = new QueryRetrieveUser(OrthancPacs, TimeProvider.System);
        var range = new DicomDataset().AddOrUpdate(DicomTag.StudyDate, "20240102-20240105").AddOrUpdate(DicomTag.PatientID, "*");
        var studies = await UidsAsync(dcmtk, QueryLevel.Study, range, DicomTag.StudyInstanceUID);
        Assert.That(studies, Has.Count.EqualTo(4));
        Assert.That(await UidsAsync(orthanc, QueryLevel.Study, range, DicomTag.StudyInstanceUID), Is.EqualTo(studies));
        foreach (var study in studies)
        {
            var ofStudy = new DicomDataset().AddOrUpdate(DicomTag.StudyInstanceUID, study);
            var series = await UidsAsync(dcmtk, QueryLevel.Series, ofStudy, DicomTag.SeriesInstanceUID);
            Assert.That(await UidsAsync(orthanc, QueryLevel.Series, ofStudy, DicomTag.SeriesInstanceUID), Is.EqualTo(series));
            var ofSeries = ofStudy.Clone().AddOrUpdate(DicomTag.SeriesInstanceUID, series[0]);
            var instances = await UidsAsync(dcmtk, QueryLevel.Image, ofSeries, DicomTag.SOPInstanceUID);
            Assert.That(instances, Has.Count.EqualTo(Instances));
            Assert.That(await UidsAsync(orthanc, QueryLevel.Image, ofSeries, DicomTag.SOPInstanceUID), Is.EqualTo(instances));
        }
    }

    [TestCase(DcmQrScp.AeTitle)]
    [TestCase("ORTHANC")]
    public async Task Move_and_get_deliver_the_pixels_of_the_files(string pacs)
    {
        await using var user = new QueryRetrieveUser(pacs == "ORTHANC" ? OrthancPacs : Dcmqrscp, TimeProvider.System);
        var study = pacs == "ORTHANC" ? 1 : 2;
        var identifier = new DicomDataset().AddOrUpdate(DicomTag.StudyInstanceUID, Original(study).GetString(DicomTag.StudyInstanceUID));

        var taken = new TakenInstances();
        var got = await user.GetAsync(QueryLevel.Study, identifier, [DicomUID.CTImageStorage.UID], taken, null, CancellationToken.None);
        Assert.That((got.Status, taken.Datasets.Count), Is.EqualTo((DimseStatus.Success, Instances)));
        Assert.That(taken.Datasets.Select(Pixels), Is.EquivalentTo(Enumerable.Range(1, Instances).Select(number => Pixels(Original(study, number)))));

        foreach (var earlier in _receiver.Files)
            File.Delete(earlier);
        var moved = await user.MoveAsync(QueryLevel.Study, identifier, Node, null, CancellationToken.None);
        Assert.That(moved.Status, Is.EqualTo(DimseStatus.Success));
        Assert.That(_receiver.Files, Has.Count.EqualTo(Instances));
        var wrong = await user.MoveAsync(QueryLevel.Study, identifier, "NOBODY", null, CancellationToken.None);
        Assert.That(wrong.Status.IsDone, Is.False, "an unknown destination is an answer and no exception");
    }

    [Test]
    public async Task Get_brings_compressed_instances_as_they_are_stored()
    {
        Dcmtk.Require("dcmcjpeg");
        CanaryFiles.Write(_folder.Combine("plain"), 50, 1);
        var compressed = _folder.Combine("compressed.dcm");
        var (status, _, error) = await Tool.TryRunAsync("dcmcjpeg", "+e1", Directory.GetFiles(_folder.Combine("plain")).Single(), compressed);
        Assert.That(status, Is.Zero, error);
        await _orthanc.UploadAsync(compressed);
        await using var user = new QueryRetrieveUser(OrthancPacs, TimeProvider.System);
        var taken = new TakenInstances();
        var identifier = new DicomDataset().AddOrUpdate(DicomTag.StudyInstanceUID, DicomFile.Open(compressed).Dataset.GetString(DicomTag.StudyInstanceUID));
        await user.GetAsync(QueryLevel.Study, identifier, [DicomUID.CTImageStorage.UID, DicomUID.MRImageStorage.UID], taken, null, CancellationToken.None);
        Assert.That(taken.TransferSyntaxes, Is.EqualTo(new[] { "1.2.840.10008.1.2.4.70" }));
    }

    [TestCase(DcmQrScp.AeTitle)]
    [TestCase("ORTHANC")]
    public async Task Item_7_probe_tells_what_findscu_sees(string pacs)
    {
        var options = pacs == "ORTHANC" ? OrthancPacs : Dcmqrscp;
        var probe = new ProbeOptions { Client = options.Client, Pause = TimeSpan.Zero, Retrieve = true, MoveDestination = Node };
        var report = await new PacsProber(probe, TimeProvider.System).ProbeAsync(CancellationToken.None);
        Assert.That(report.Levels, Is.EqualTo(new[] { "PATIENT", "STUDY", "SERIES", "IMAGE" }));
        Assert.That(report.Retrievals, Has.All.Matches<ProbedRetrieval>(retrieval => retrieval is { Level: "IMAGE", Received: 1 }), string.Join(", ", report.Retrievals));
        Assert.That(report.Profile.Retrieval, Is.EqualTo(RetrievalMethod.Get));
        foreach (var key in report.Keys.Where(key => key is { Level: "STUDY", IsMatched: not null }))
        {
            var absurd = key.Keyword switch { "PatientBirthDate" => "18010203", "PatientSex" => "Z", "ModalitiesInStudy" => "ZZ", "SOPClassesInStudy" => "1.2.3.4.5.6", _ => "ZZ9NOSUCHVALUE" };
            var (_, output, error) = await Tool.TryRunAsync(
                "findscu", "-S", "-aet", Node, "-aec", pacs, "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID", "-k", "StudyDate=20240101-20240131",
                "-k", $"{key.Keyword}={absurd}", "localhost", options.Client.Port.ToString(CultureInfo.InvariantCulture));
            var isMatched = !(output + error).Contains("Find Response: 1 ", StringComparison.Ordinal);
            Assert.That(key.IsMatched, Is.EqualTo(isMatched), key.Keyword + Environment.NewLine + output + error);
        }
    }

    private QueryRetrieveUserOptions Dcmqrscp => Options(_dcmtk.Port, DcmQrScp.AeTitle);

    private QueryRetrieveUserOptions OrthancPacs => Options(_orthanc.Port, "ORTHANC");

    private static QueryRetrieveUserOptions Options(int port, string called) =>
        new() { Client = new DicomClientOptions { Host = "127.0.0.1", Port = port, CalledAeTitle = called, CallingAeTitle = Node } };

    private DicomDataset Original(int study, int number = 1) =>
        DicomFile.Open(_folder.Combine("in", string.Create(CultureInfo.InvariantCulture, $"s{study}i{number:D4}.dcm"))).Dataset;

    private static async Task<List<string>> UidsAsync(QueryRetrieveUser user, QueryLevel level, DicomDataset keys, DicomTag unique)
    {
        var uids = new List<string>();
        await foreach (var match in user.FindAsync(level, keys, CancellationToken.None))
            uids.Add(match.GetString(unique));
        uids.Sort(StringComparer.Ordinal);
        return uids;
    }

    private static string Pixels(DicomDataset dataset) =>
        dataset.GetString(DicomTag.SOPInstanceUID) + string.Join(' ', dataset.GetValues<ushort>(DicomTag.PixelData));

    private sealed class TakenInstances : IDimseHandler
    {
        public ConcurrentBag<DicomDataset> Datasets { get; } = [];

        public ConcurrentBag<string> TransferSyntaxes { get; } = [];

        public async ValueTask HandleAsync(DimseRequest request, CancellationToken cancellationToken)
        {
            TransferSyntaxes.Add(request.PresentationContext.TransferSyntax);
            var bytes = await request.DataSet!.ReadToEndAsync(64 << 20, cancellationToken);
            Datasets.Add(DicomDatasetReader.Read(bytes, DicomTransferSyntax.Lookup(request.PresentationContext.TransferSyntax)).Dataset);
            await request.RespondAsync(DimseStatus.Success, cancellationToken: cancellationToken);
        }
    }
}
