using System.Net;
using DicomGateway.Curation;
using DicomGateway.Curation.Deidentification.Profiles;
using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Network.Association;
using DicomGateway.Network.Transport;
using DicomGateway.Service.Logs;
using DicomGateway.Testing.Faults;
using DicomGateway.Transfer;
using DicomGateway.Transfer.Forwarding.Dicom;
using DicomGateway.Transfer.Jobs;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Services.Admission;
using DicomGateway.Transfer.Spool;
using Microsoft.Extensions.Logging;
using Serilog;

namespace DicomGateway.Scenarios.Proofs.Storm;

/// <summary>A whole node in this process, over real sockets and a real disk, with a clock that runs fast: its patience with a PACS costs the proof little.</summary>
internal sealed class StormNode : IPacsDirectory, IRecordsKeySource, IAsyncDisposable
{
    public const string Project = "trial";
    public const string FetchAeTitle = "FETCH";
    public const string PacsName = "standin";

    private static readonly byte[] Key = [.. Enumerable.Repeat((byte)7, 32)];
    private static readonly DeidentificationProfile Profile = DeidentificationProfile.Load(Path.Combine(ProofFolder.Repository, "config", "profiles", "basic.json"));
    private static readonly TimeSpan ADay = TimeSpan.FromDays(1);

    private readonly string _folder;
    private readonly ILoggerFactory _logs;
    private TransferNode? _transfer;
    private DicomServer? _server;

    private StormNode(string folder)
    {
        _folder = folder;
        _logs = LoggerFactory.Create(logs => logs.AddSerilog(LoggingSetup.ForFiles(new Service.Configuration.Sections.LoggingOptions(), Path.Combine(folder, "logs")), dispose: true));
    }

    public TimeProvider Time { get; } = new FastTime(20);

    public GatewayStorage Storage { get; private set; } = null!;

    public GatewayRecords Records => Storage.Records;

    public int Port => _server!.EndPoints[0].Port;

    public PacsNode? Pacs { get; set; }

    public static async Task<StormNode> StartAsync(string folder, int archivePort)
    {
        var node = new StormNode(folder);
        await node.UpAsync(archivePort);
        return node;
    }

    public IReadOnlyList<PacsNode> List() => Pacs is { } pacs ? [pacs] : [];

    public PacsNode? Find(string name) => Pacs is { } pacs && pacs.Name == name ? pacs : null;

    public ReadOnlySpan<byte> GetRecordsKey() => Key;

    public async ValueTask DisposeAsync()
    {
        if (_server is { } server)
            await server.DisposeAsync();
        if (_transfer is { } transfer)
            await transfer.DisposeAsync();
        await Storage.DisposeAsync();
        _logs.Dispose();
    }

    private async Task UpAsync(int archivePort)
    {
        var spool = new SpoolOptions { SegmentLength = 4 << 20, MinimumFreeBytes = 0, MinimumFreePercent = 0 };
        Storage = await GatewayStorage.OpenAsync(Path.Combine(_folder, "data"), spool, this, Time, _logs, CancellationToken.None);
        var keys = new StormKeys(ProjectKeyFile.Open(Path.Combine(_folder, "keys.json"), new PlainOutputFileWriter()));
        _transfer = new TransferNode(Options(archivePort), Storage, keys, this, Time, _logs);
        await _transfer.StartAsync(CancellationToken.None);
        var options = new DicomServerOptions { Listeners = [new ListenerOptions(new IPEndPoint(IPAddress.Loopback, 0))] };
        _server = new DicomServer(options, _transfer.AssociationPolicy, _transfer.Services, _transfer.AssociationObserver, Time);
        _server.Start();
    }

    private static TransferOptions Options(int archivePort) => new()
    {
        Projects =
        [
            new TransferProject
            {
                Name = Project,
                AeTitles = ["TRIAL"],
                Curation = new CurationOptions(),
                Profile = Profile,
                Destinations = ["archive"],
                AssemblyIdle = TimeSpan.FromSeconds(20),
            },
        ],
        Archives =
        [
            new ArchiveOptions
            {
                Name = "archive",
                Client = new DicomClientOptions { Host = "127.0.0.1", Port = archivePort, CalledAeTitle = "ARCHIVE", CallingAeTitle = "GATEWAY", Association = Patient },
            },
        ],
        Admission = new AdmissionOptions { Peers = [new PeerAccess { CallingAeTitle = "STANDIN", Addresses = [IPNetwork.Parse("127.0.0.0/8")] }] },
        Jobs = new JobOptions
        {
            RetrieveAeTitles = [FetchAeTitle],
            MinimumFreeBytes = 0,
            Stall = TimeSpan.FromSeconds(50),
            LongStall = TimeSpan.FromSeconds(70),
            LateTime = TimeSpan.FromSeconds(15),
            BusyRounds = 6,
            LongestSleep = TimeSpan.FromSeconds(5),
        },
    };

    private static AssociationOptions Patient { get; } =
        new() { Timeouts = new AssociationTimeouts { Connect = ADay, Artim = ADay, Response = ADay, Write = ADay } };

    private sealed class StormKeys(ProjectKeyFile keys) : IPseudonymSource
    {
        public ProjectKey GetKey(string project) => keys.GetOrCreate(project, null);
    }
}
