using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Scenarios.Proofs.Jobs;
using DicomGateway.Service.StandIn;
using DicomGateway.Service.StandIn.Holdings;
using DicomGateway.Service.StandIn.Journal;
using DicomGateway.Service.StandIn.Scripting;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Scenarios.Asked;

/// <summary>A PACS with small studies that goes wrong as the test wants, a node that fetches from it, and an archive behind.</summary>
internal sealed class Hospital : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ProofFolder _folder;
    private readonly StandInPacs _pacs;
    private readonly StandInPacs _archive;

    private Hospital(string name, Action<string> fill, MisbehaviourRule[] rules, Action<JsonObject>? change)
    {
        _folder = ProofFolder.Make(name + "-pacs");
        fill(_folder.Combine("held"));
        var loopback = new IPEndPoint(IPAddress.Loopback, 0);
        _archive = new StandInPacs(new StandInOptions { EndPoint = loopback, Folder = _folder.Combine("archive"), AeTitle = "ARCHIVE" });
        _archive.Start();
        var known = new Dictionary<string, DnsEndPoint>();
        var options = new StandInOptions { EndPoint = loopback, Folder = _folder.Combine("received"), Known = known, Script = new MisbehaviourScript { Seed = 3, Rules = rules } };
        _pacs = new StandInPacs(options, ArchiveIndex.Of(_folder.Combine("held")), new StandInJournal(TimeProvider.System, listener: Journal.Enqueue));
        _pacs.Start();
        Node = new FetchingNode(name, _pacs.EndPoint.Port, _archive.EndPoint.Port, change);
        known[FetchingNode.FetchAeTitle] = new DnsEndPoint("127.0.0.1", Node.DicomPort);
    }

    public FetchingNode Node { get; }

    /// <summary>For files of the test.</summary>
    public string Folder => _folder.Path;

    public ConcurrentQueue<JournalEntry> Journal { get; } = new();

    /// <summary>UIDs of the studies that the PACS holds.</summary>
    public IReadOnlyList<string> Studies => [.. _pacs.Index.Studies.Select(study => study.StudyInstanceUid)];

    public int PacsPort => _pacs.EndPoint.Port;

    /// <summary>Instances that the archive has.</summary>
    public int Archived => _archive.Archive.Distinct;

    public static async Task<Hospital> OpenAsync(string name, int studies, int instances, MisbehaviourRule[] rules, Action<JsonObject>? change = null) =>
        await OpenAsync(name, folder => Fill(folder, studies, instances), rules, change);

    public static async Task<Hospital> OpenAsync(string name, Action<string> fill, MisbehaviourRule[] rules, Action<JsonObject>? change = null)
    {
        var hospital = new Hospital(name, fill, rules, change);
        await hospital.Node.StartAsync();
        return hospital;
    }

    public IReadOnlyList<string> Instances(int study) => [.. _pacs.Index.Studies[study].Instances.Select(instance => instance.SopInstanceUid)];

    public IReadOnlyList<JournalEntry> Asked(StandInOperation operation) => [.. Journal.Where(entry => entry.Operation == operation && entry.Event == "asked")];

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await _pacs.DisposeAsync();
        await _archive.DisposeAsync();
        _folder.Dispose();
    }

    private static void Fill(string folder, int studies, int instances)
    {
        for (var study = 1; study <= studies; study++)
            CanaryFiles.Write(folder, study, instances);
    }
}
