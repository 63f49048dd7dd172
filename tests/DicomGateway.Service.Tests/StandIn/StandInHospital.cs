using System.Collections.Concurrent;
using System.Net;
using DicomGateway.Dicom.Data;
using DicomGateway.Network.Transport;
using DicomGateway.Service.StandIn;
using DicomGateway.Service.StandIn.Journal;
using DicomGateway.Service.StandIn.Scripting;
using DicomGateway.Transfer.Services.QueryRetrieve;
using DicomGateway.Transfer.Services.QueryRetrieve.User;

namespace DicomGateway.Service.Tests.StandIn;

/// <summary>A stand-in with a script over phantom studies, the node's own SCU to ask it, and a storage SCP that it can move to.</summary>
internal sealed class StandInHospital : IAsyncDisposable
{
    private readonly StandInPacs _pacs;
    private readonly StandInPacs _destination;
    private readonly QueryRetrieveUser _user;

    public StandInHospital(StandInPopulation population, params MisbehaviourRule[] rules)
        : this(population, isPatientRootOnly: false, rules)
    {
    }

    public StandInHospital(StandInPopulation population, bool isPatientRootOnly, params MisbehaviourRule[] rules)
    {
        var loopback = new IPEndPoint(IPAddress.Loopback, 0);
        Folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "standin-" + Guid.NewGuid().ToString("N"));
        _destination = new StandInPacs(new StandInOptions { EndPoint = loopback, Folder = Path.Combine(Folder, "destination"), AeTitle = "DEST" });
        _destination.Start();
        var options = new StandInOptions
        {
            EndPoint = loopback,
            Folder = Path.Combine(Folder, "pacs"),
            Known = new Dictionary<string, DnsEndPoint> { ["DEST"] = new("127.0.0.1", _destination.EndPoint.Port) },
            IsPatientRootOnly = isPatientRootOnly,
            Script = new MisbehaviourScript { Seed = 4, Rules = rules },
        };
        _pacs = new StandInPacs(options, population.Index, new StandInJournal(TimeProvider.System, listener: Journal.Enqueue));
        _pacs.Start();
        Client = new DicomClientOptions { Host = "127.0.0.1", Port = _pacs.EndPoint.Port, CalledAeTitle = "STANDIN", CallingAeTitle = "TESTER" };
        _user = new QueryRetrieveUser(new QueryRetrieveUserOptions { Client = Client, Model = isPatientRootOnly ? InformationModel.PatientRoot : InformationModel.StudyRoot, CancelTime = TimeSpan.FromMilliseconds(300), StallTime = TimeSpan.FromSeconds(2) }, TimeProvider.System);
    }

    public string Folder { get; }

    public DicomClientOptions Client { get; }

    public IQueryRetrieveUser User => _user;

    public ConcurrentQueue<JournalEntry> Journal { get; } = new();

    /// <summary>SOP Instance UIDs that the move destination has.</summary>
    public IReadOnlyCollection<string> Arrived => [.. _destination.Index.Studies.SelectMany(study => study.Instances).Select(instance => instance.SopInstanceUid)];

    public int ArrivedOperations => _destination.Archive.Received;

    public async Task<List<DicomDataset>> FindAsync(QueryLevel level, Action<DicomDataset> keys, CancellationToken cancellationToken = default)
    {
        var identifier = new DicomDataset();
        keys(identifier);
        var matches = new List<DicomDataset>();
        await foreach (var match in _user.FindAsync(level, identifier, cancellationToken))
            matches.Add(match);
        return matches;
    }

    public Task<RetrieveAnswer> MoveAsync(string study, string destination = "DEST", CancellationToken cancellationToken = default)
    {
        var identifier = new DicomDataset();
        identifier.AddOrUpdate(DicomTag.StudyInstanceUID, study);
        return _user.MoveAsync(QueryLevel.Study, identifier, destination, null, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _user.DisposeAsync();
        await _pacs.DisposeAsync();
        await _destination.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
