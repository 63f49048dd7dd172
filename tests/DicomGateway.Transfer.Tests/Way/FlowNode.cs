using System.Net;
using DicomGateway.Curation;
using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Network.Dimse.DataSets;
using DicomGateway.Network.Transport;
using DicomGateway.Testing;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Wire;
using DicomGateway.Transfer.Assembly;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Holds;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;
using DicomGateway.Transfer.Services.Admission;
using DicomGateway.Transfer.Spool;
using DicomGateway.Transfer.Tests.Records;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomGateway.Transfer.Tests.Way;

/// <summary>A whole node in this process, over real sockets and a real disk, with a clock of the test's.</summary>
internal sealed class FlowNode : IAsyncDisposable
{
    public const string AeTitle = "TRIAL";
    public const string Sender = "SENDER";
    public const ulong Seed = 7;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly TestFolder _folder = new();
    private TransferNode? _transfer;
    private DicomServer? _server;

    public FakeTimeProvider Time { get; } = new();

    public GatewayStorage Storage { get; private set; } = null!;

    public GatewayRecords Records => Storage.Records;

    public int Port => _server!.EndPoints[0].Port;

    public string Folder => _folder.Path;

    public SpoolOptions Spool { get; set; } = new() { SegmentLength = 4 << 20, MinimumFreeBytes = 0, MinimumFreePercent = 0 };

    public TransferOptions Options { get; set; } = new();

    public IPacsDirectory Pacs { get; set; } = new KnownPacs();

    /// <summary>Who asks those PACS; null for the ones over DICOM.</summary>
    public IQueryRetrieveUsers? Users { get; set; }

    public DicomServerOptions Server { get; set; } = new() { Listeners = [] };

    public string DataFolder { get; set; } = "";

    /// <summary>Asked before each key is given out: the one place in the middle of a run that a test can reach.</summary>
    public Action BeforeKey { get; set; } = static () => { };

    public static async Task<FlowNode> StartAsync(params ScriptedArchive[] archives) => await StartAsync(archives, options => options);

    public static async Task<FlowNode> StartAsync(ScriptedArchive[] archives, Func<TransferOptions, TransferOptions> change, Action<FlowNode>? prepare = null)
    {
        var node = new FlowNode();
        prepare?.Invoke(node);
        node.DataFolder = Path.Combine(node.Folder, "data");
        node.Options = change(FlowOptions.For(archives));
        await node.UpAsync();
        return node;
    }

    public void UseDefaults() => Options = FlowOptions.For([]);

    public async Task UpAsync()
    {
        Storage = await OpenStorageAsync();
        var keys = ProjectKeyFile.Open(Path.Combine(Folder, "keys.json"), new PlainOutputFileWriter());
        _transfer = new TransferNode(Options, Storage, new AskedKeys(this, keys), Pacs, Time, NullLoggerFactory.Instance, Users);
        await _transfer.StartAsync(CancellationToken.None);
        var listener = new ListenerOptions(new IPEndPoint(IPAddress.Loopback, 0));
        _server = new DicomServer(Server with { Listeners = [listener] }, _transfer.AssociationPolicy, _transfer.Services, _transfer.AssociationObserver, Time);
        _server.Start();
    }

    public async Task DownAsync()
    {
        if (_server is { } server)
            await server.DisposeAsync();
        if (_transfer is { } transfer)
            await transfer.DisposeAsync();
        if (_transfer is not null)
            await Storage.DisposeAsync();
        (_server, _transfer) = (null, null);
    }

    public async Task RestartAsync()
    {
        await DownAsync();
        await UpAsync();
    }

    /// <summary>Stops, and does something to the storage that no node has open.</summary>
    public async Task DownAsync(Func<GatewayStorage, Task> meanwhile)
    {
        await DownAsync();
        await using var storage = await OpenStorageAsync();
        await meanwhile(storage);
    }

    /// <summary>Only while the node is down.</summary>
    public Task ExecuteSqlAsync(string sql) => TestDatabase.ExecuteAsync(Path.Combine(DataFolder, "records", RecordsFile.Name), sql);

    public IReadOnlyList<string> Problems => _transfer!.Problems();

    public string? FindJobWaiting(string pacs) => _transfer!.FindJobWaiting(pacs);

    public PeerDirectory Peers => _transfer!.Peers;

    public PatientChanges Patients => _transfer!.Patients;

    public StudyPatients StudyPatients => _transfer!.StudyPatients;

    /// <summary>Sends instances of a made-up CT study, one association.</summary>
    public async Task<IReadOnlyList<ushort>> SendAsync(int first, int count, int perStudy = 1000)
    {
        using var sender = await WireSender.OpenAsync(Port, AeTitle, Sender, 16384, CancellationToken.None);
        var statuses = new List<ushort>();
        for (var number = first; number < first + count; number++)
            statuses.Add(await sender.StoreAsync(new TrackedInstance(Seed, number, perStudy, 64), CancellationToken.None));
        await sender.ReleaseAsync(CancellationToken.None);
        return statuses;
    }

    /// <summary>Sends an instance of a study of <see cref="SendAsync"/> as the test has changed it.</summary>
    public Task<ushort> SendChangedAsync(int number, Action<DicomDataset> change)
    {
        var instance = new TrackedInstance(Seed, number, 1000, 64);
        var dataset = DicomDatasetReader.Read(instance.DataSet, DicomTransferSyntax.ExplicitVRLittleEndian).Dataset;
        change(dataset);
        return StoreAsync(instance.SopInstanceUid, DicomDatasetWriter.ToArray(dataset, DicomTransferSyntax.ExplicitVRLittleEndian), TrackedInstance.TransferSyntaxUid);
    }

    public async Task<ushort> StoreAsync(string uid, byte[] dataSet, string transferSyntax)
    {
        await using var client = new DicomClient(new DicomClientOptions { Host = "127.0.0.1", Port = Port, CalledAeTitle = AeTitle, CallingAeTitle = Sender });
        await using var association = await client.OpenAsync([new(TrackedInstance.SopClassUid, [transferSyntax])], CancellationToken.None);
        var response = await association.StoreAsync(
            association.FindContext(TrackedInstance.SopClassUid)!, uid, DimseDataSource.FromMemory(dataSet), CancellationToken.None);
        await association.ReleaseAsync();
        return response.Status.Code;
    }

    public async Task<HoldRecord> OpenHoldAsync() => (await Records.Holds.ListOpenAsync(null, 10, CancellationToken.None)).Single();

    public async Task ReleaseAsync(string why) => await Records.Holds.ReleaseAsync((await StudiesAsync()).Single().StudyId, "tester", why, CancellationToken.None);

    public async Task<IReadOnlyList<StudySummary>> StudiesAsync() => await Records.Studies.ListAsync(new StudyFilter(), CancellationToken.None);

    public async Task<StudyState> StateAsync() => (await StudiesAsync()).Single().State;

    /// <summary>Moves the clock in small steps until the condition holds.</summary>
    public async Task UntilAsync(string what, Func<Task<bool>> condition, TimeSpan? step = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
                Assert.Fail($"Not within {Patience}: {what}. Studies: {string.Join(", ", (await StudiesAsync()).Select(study => study.State))}; {await DescribeAsync()}");
            Time.Advance(step ?? TimeSpan.FromMilliseconds(200));
            await Task.Delay(5, CancellationToken.None);
        }
    }

    public Task UntilStateAsync(StudyState state, TimeSpan? step = null) =>
        UntilAsync($"a study is {state}", async () => (await StudiesAsync()) is [var study] && study.State == state, step);

    public async ValueTask DisposeAsync()
    {
        await DownAsync();
        _folder.Dispose();
    }

    private sealed class AskedKeys(FlowNode node, ProjectKeyFile keys) : IPseudonymSource
    {
        public ProjectKey GetKey(string project)
        {
            node.BeforeKey();
            return keys.GetOrCreate(project, null);
        }
    }

    private ValueTask<GatewayStorage> OpenStorageAsync() =>
        GatewayStorage.OpenAsync(DataFolder, Spool, new TestKey(1), Time, NullLoggerFactory.Instance, CancellationToken.None);

    private async Task<string> DescribeAsync()
    {
        var holds = await Records.Holds.ListOpenAsync(null, 10, CancellationToken.None);
        var counts = await Records.Deliveries.CountAsync(CancellationToken.None);
        return string.Join("; ", holds.SelectMany(hold => hold.Findings).Select(finding => $"{finding.Stage} {finding.Code} {finding.Place} {finding.Text}").Take(10))
            + string.Join("; ", counts);
    }
}
