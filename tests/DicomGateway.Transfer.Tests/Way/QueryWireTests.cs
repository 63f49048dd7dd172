using System.Net;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Services.Admission;
using DicomGateway.Transfer.Tests.Records.Catalogue;

namespace DicomGateway.Transfer.Tests.Way;

/// <summary>What Query/Retrieve looks like to a peer that looks closely: statuses, offending elements, negotiation, cancel.</summary>
[TestFixture]
internal sealed class QueryWireTests
{
    private const int Instances = 15_000;
    private const string Syntax = "1.2.840.10008.1.2.1";
    private static readonly string Find = DicomUID.StudyRootQueryRetrieveInformationModelFind.UID;

    private FlowNode _node = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _node = await FlowNode.StartAsync([], options => options with
        {
            Admission = options.Admission with
            {
                Peers = [new PeerAccess { CallingAeTitle = FlowNode.Sender, Addresses = [IPNetwork.Parse("127.0.0.0/8")], QueryProjects = ["trial"] }],
            },
        });
        await _node.DownAsync();
        CatalogueStudies.Fill(_node.DataFolder, "trial", 3000, 5, (_, dataset) => dataset.AddOrUpdate(DicomTag.ContentDescription, new string('x', 1000)));
        await _node.UpAsync();
    }

    [OneTimeTearDown]
    public async Task Stop() => await _node.DisposeAsync();

    [TestCase("", "", 0xA900, 0x00080052u)]
    [TestCase("PATIENT", "", 0xA900, 0x00080052u)]
    [TestCase("SERIES", "", 0xA900, 0x0020000Du)]
    [TestCase("STUDY", "2020*", 0xC000, 0x00080020u)]
    public async Task Bad_identifiers_are_refused_with_the_element_that_is_wrong(string level, string date, int status, uint offending)
    {
        await using var client = Client();
        await using var association = await OpenAsync(client);
        var keys = new DicomDataset().AddOrUpdate(DicomTag.QueryRetrieveLevel, level).AddOrUpdate(DicomTag.StudyDate, date);
        var responses = await AskAsync(association, keys);
        Assert.That(responses.Single().Status.Code, Is.EqualTo(status));
        Assert.That(responses.Single().Command.OffendingElements, Is.EqualTo(new[] { offending }));
        Assert.That(responses.Single().Command.ErrorComment, Is.Not.Empty);
        await association.ReleaseAsync();
    }

    [Test]
    public async Task Keys_that_are_not_supported_make_the_status_say_so_and_are_returned_empty()
    {
        await using var client = Client();
        await using var association = await OpenAsync(client);
        var keys = new DicomDataset().AddOrUpdate(DicomTag.QueryRetrieveLevel, "STUDY").AddOrUpdate(DicomTag.StudyInstanceUID, "1.2.2.5")
            .AddOrUpdate(DicomTag.BodyPartExamined, "KNEE").AddOrUpdate(new DicomTag(0x00091001), DicomVR.LO, "private");
        var responses = await AskAsync(association, keys);
        Assert.That(responses.Select(response => (int)response.Status.Code), Is.EqualTo(new[] { 0xFF01, 0 }));
        var match = DicomDatasetReader.Read(responses[0].DataSet!.Value, DicomTransferSyntax.ExplicitVRLittleEndian).Dataset;
        Assert.That(match.GetStringOrEmpty(DicomTag.BodyPartExamined), Is.Empty);
        Assert.That(match.GetString(DicomTag.RetrieveAETitle), Is.EqualTo(FlowNode.AeTitle));
        await association.ReleaseAsync();
    }

    [Test]
    public async Task Relational_queries_are_answered_where_they_were_negotiated()
    {
        var keys = new DicomDataset().AddOrUpdate(DicomTag.QueryRetrieveLevel, "IMAGE").AddOrUpdate(DicomTag.PatientID, "P00002").AddOrUpdate(DicomTag.SOPInstanceUID, "");
        await using var client = Client(1, 1, 1);
        await using var association = await OpenAsync(client);
        Assert.That(association.Info.PeerInformation.ExtendedNegotiations.Single().Information.ToArray(), Is.EqualTo(new byte[] { 1, 1, 0 }), "no fuzzy matching");
        Assert.That(await AskAsync(association, keys), Has.Count.EqualTo(11), "ten instances and the end");
        await association.ReleaseAsync();
    }

    [Test]
    public async Task Date_and_time_are_combined_where_that_was_negotiated()
    {
        var keys = new DicomDataset().AddOrUpdate(DicomTag.QueryRetrieveLevel, "STUDY").AddOrUpdate(DicomTag.StudyDate, "20200105-20200107").AddOrUpdate(DicomTag.StudyTime, "1300-1400")
            .AddOrUpdate(DicomTag.StudyInstanceUID, "");
        foreach (var (flag, matches) in new (byte, int)[] { (0, 0), (1, 2) })
        {
            await using var client = Client(0, flag);
            await using var association = await OpenAsync(client);
            Assert.That((await AskAsync(association, keys)).Count(response => response.Status.IsPending), Is.EqualTo(matches));
            await association.ReleaseAsync();
        }
    }

    [Test]
    public async Task A_cancel_is_heeded_and_the_association_goes_on()
    {
        // More than the connection holds: the node waits for us when the cancel comes.
        await using var client = Client(1);
        await using var association = await OpenAsync(client);
        var keys = new DicomDataset().AddOrUpdate(DicomTag.QueryRetrieveLevel, "IMAGE").AddOrUpdate(DicomTag.SOPInstanceUID, "").AddOrUpdate(DicomTag.ContentDescription, "");
        var operation = await StartAsync(association, keys);
        Assert.That((await operation.ReadAsync(CancellationToken.None))!.Status.IsPending, Is.True);
        await operation.CancelAsync(CancellationToken.None);
        var (count, last) = (1, DimseStatus.Pending);
        await foreach (var response in operation.ReadAllAsync(CancellationToken.None))
            (count, last) = (count + 1, response.Status);
        Assert.That(last, Is.EqualTo(DimseStatus.Cancel));
        Assert.That(count, Is.LessThan(Instances));
        Assert.That(await AskAsync(association, keys), Has.Count.EqualTo(Instances + 1), "all of them, and the end");
        await association.ReleaseAsync();
    }

    [Test]
    public async Task A_grant_that_is_withdrawn_ends_queries_of_associations_that_stand()
    {
        var peers = _node.Peers;
        var (before, destinations) = (peers.Peers, peers.MoveDestinations);
        await using var client = Client();
        await using var association = await OpenAsync(client);
        var keys = new DicomDataset().AddOrUpdate(DicomTag.QueryRetrieveLevel, "STUDY").AddOrUpdate(DicomTag.StudyInstanceUID, "1.2.2.1");
        Assert.That(await AskAsync(association, keys), Has.Count.EqualTo(2));
        try
        {
            peers.Replace([before[0] with { QueryProjects = [] }], destinations);
            Assert.That((await AskAsync(association, keys)).Single().Status, Is.EqualTo(DimseStatus.NotAuthorized));
            await association.ReleaseAsync();
        }
        finally
        {
            peers.Replace(before, destinations);
        }
    }

    private DicomClient Client(params byte[] negotiated) => new(new DicomClientOptions
    {
        Host = "127.0.0.1",
        Port = _node.Port,
        CalledAeTitle = FlowNode.AeTitle,
        CallingAeTitle = FlowNode.Sender,
        ExtendedNegotiations = negotiated.Length == 0 ? [] : [new ExtendedNegotiation(Find, negotiated)],
    });

    private static Task<DicomClientAssociation> OpenAsync(DicomClient client) => client.OpenAsync([new ProposedContext(Find, [Syntax])], CancellationToken.None);

    private static Task<DimseOperation> StartAsync(DicomClientAssociation association, DicomDataset keys) => association.StartAsync(
        association.FindContext(Find)!, DimseCommands.CFind(Find), DimseDataSource.FromMemory(DicomDatasetWriter.ToArray(keys, DicomTransferSyntax.ExplicitVRLittleEndian)), CancellationToken.None);

    private static async Task<List<DimseResponse>> AskAsync(DicomClientAssociation association, DicomDataset keys)
    {
        var responses = new List<DimseResponse>();
        await foreach (var response in (await StartAsync(association, keys)).ReadAllAsync(CancellationToken.None))
            responses.Add(response);
        return responses;
    }
}
