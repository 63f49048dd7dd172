using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Dicom.Data;
using DicomGateway.Network.Association;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Transfer.Assembly;
using DicomGateway.Transfer.Forwarding;
using DicomGateway.Transfer.Forwarding.Proof;
using DicomGateway.Transfer.Jobs;
using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Jobs.Running;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Running;
using DicomGateway.Transfer.Services.Admission;
using DicomGateway.Transfer.Services.QueryRetrieve.Retrieving;
using DicomGateway.Transfer.Services.StorageCommitment;
using DicomGateway.Transfer.Services.Verification;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer;

/// <summary>
/// Everything between the port and the archives, over one open storage: who may come in, what is done with what they send, and the workers.
/// The server is the caller's: start it after this, stop it before.
/// </summary>
public sealed class TransferNode : IAsyncDisposable
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(15);

    private readonly TransferMetrics _metrics = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ForwardingWorker _forwarding;
    private readonly ProofWorker _proof;
    private readonly JobRoom _jobs;
    private readonly OptOutWorker _optOuts;
    private readonly EarlierProfiles _earlierProfiles;
    private readonly QueueGauges _gauges;
    private readonly RetentionWorker _retention;
    private readonly TransferOptions _options;
    private readonly IReadOnlyList<(string Name, Func<CancellationToken, Task> RunAsync)> _workers;
    private readonly WorkerSupervision _supervision;
    private readonly QueryRetrieveUsers _queryRetrieveUsers;
    private Task _running = Task.CompletedTask;

    /// <exception cref="ArgumentException">The options are wrong; the text has every mistake.</exception>
    public TransferNode(
        TransferOptions options, GatewayStorage storage, IPseudonymSource pseudonyms, IPacsDirectory pacs, TimeProvider time, ILoggerFactory logs,
        IQueryRetrieveUsers? users = null)
    {
        if (options.Validate() is { Count: > 0 } errors)
            throw new ArgumentException(string.Join(Environment.NewLine, errors), nameof(options));
        _options = options;
        Pacs = pacs;
        _queryRetrieveUsers = new QueryRetrieveUsers(time);
        var records = storage.Records;
        Cohorts = new CohortPreparation(records.Cohorts, pacs, _queryRetrieveUsers, time, logs);
        var associations = new AssociationCounter();
        var refusals = new RefusalAudit(records.Audit, new RejectionMeter(options.Admission, time), _metrics, logs.CreateLogger<RefusalAudit>());
        var projects = options.Projects.SelectMany(project => project.AeTitles.Select(title => (title, project.Name))).ToDictionary(StringComparer.Ordinal);
        Peers = new PeerDirectory(options.Admission.Peers, options.Admission.MoveDestinations, projects, [.. projects.Keys, .. options.Jobs.RetrieveAeTitles]);
        var archives = new CommitmentCallers([.. options.Archives.Select(archive => archive.Client)]);
        AssociationPolicy = new AssociationPolicy(Peers, archives, options.Admission, options.Receiving, associations, refusals);
        var limits = new LimitTally(records.Audit, _metrics, time, logs.CreateLogger<LimitTally>());
        AssociationObserver = new AssociationWatch(associations, limits, _metrics, logs.CreateLogger<AssociationWatch>());

        var destinations = Destinations.Create(options, time);
        var times = new ForwardingTimes(time, options.Runner.LongestSleep);
        var sealedStudies = new SealedStudies(storage.Folder, time);
        _forwarding = new ForwardingWorker(destinations, records, sealedStudies, times, _metrics, logs);
        _proof = new ProofWorker(options, records, sealedStudies, times, _metrics, logs);
        _jobs = new JobRoom(options, storage, new JobSources(pacs, users ?? _queryRetrieveUsers) { CountVisits = associations.EverWith }, _metrics, time, logs);
        var promises = new PromiseReports(records.Promises, options.Promises, time);
        var promising = new PromiseWorker(records.Promises, promises, options.Promises, time, logs.CreateLogger<PromiseWorker>());
        Services = CreateServices(storage, time, logs)
            .Add(DimseCommandField.NActionRequest, CommitmentCallers.CommitmentClass, new PromiseProvider(records.Promises, promises, options, time));
        _earlierProfiles = new EarlierProfiles(records.Profiles, options.Projects);
        var runs = StudyRuns.Create(options.Projects, storage, pseudonyms, time);
        var report = new StudyReport(records.Studies, sealedStudies, options.Runner, _metrics, time, logs.CreateLogger<StudyReport>());
        var runner = new StudyRunner(records, report, options.Runner, time, logs.CreateLogger<StudyRunner>());
        var assembly = new AssemblyWorker(records, storage.CaughtUp, options.IdleTimes(), options.Runner.LongestSleep, time, logs.CreateLogger<AssemblyWorker>());
        OptOuts = new OptOutChanges(records.OptOuts, options.Projects);
        Patients = new PatientChanges(records.Merges, options.Projects, pseudonyms);
        StudyPatients = new StudyPatients(records.Instances, records.Merges);
        _optOuts = new OptOutWorker(records.OptOuts, options.Projects, time, logs.CreateLogger<OptOutWorker>());
        var catalogue = new CatalogueWorker(records, storage.Folder, options.Runner.LongestSleep, time, logs.CreateLogger<CatalogueWorker>());
        _retention = new RetentionWorker(storage.Maintenance, options.Retention, time, logs.CreateLogger<RetentionWorker>());
        _gauges = new QueueGauges(_metrics.Meter, records, storage.Spool, time, logs.CreateLogger<QueueGauges>());
        _supervision = new WorkerSupervision(time, logs.CreateLogger<WorkerSupervision>());
        _workers =
        [
            ("opt-out", _optOuts.RunAsync), ("assembly", assembly.RunAsync), ("runner", token => runner.RunAsync(runs, token)),
            ("forwarding", _forwarding.RunAsync), ("proof", _proof.RunAsync), ("promises", promising.RunAsync), ("catalogue", catalogue.RunAsync),
            ("retention", _retention.RunAsync),
            ("gauges", _gauges.RunAsync), ("limits", limits.RunAsync),
            ("jobs", _jobs.RunAsync), ("settlement", _jobs.SettleAsync),
        ];
    }

    /// <summary>For the server: who may have an association.</summary>
    public IAssociationPolicy AssociationPolicy { get; }

    /// <summary>For the server: is told what becomes of associations.</summary>
    public IAssociationObserver AssociationObserver { get; }

    /// <summary>For the server: Verification, Storage, Query/Retrieve, and reports on storage commitment.</summary>
    public IDimseHandler Services { get; }

    /// <summary>The PACS that are configured now.</summary>
    public IPacsDirectory Pacs { get; }

    /// <summary>Who asks which PACS.</summary>
    public IQueryRetrieveUsers QueryRetrieveUsers => _queryRetrieveUsers;

    /// <summary>Who may come in and what they may; can be replaced while the node runs.</summary>
    public PeerDirectory Peers { get; }

    /// <summary>For commands: which studies are wanted.</summary>
    public CohortPreparation Cohorts { get; }

    /// <summary>For commands: patients who objected.</summary>
    public OptOutChanges OptOuts { get; }

    public PatientChanges Patients { get; }

    public StudyPatients StudyPatients { get; }

    /// <summary>For people: why jobs begin nothing on a PACS right now, or null.</summary>
    public string? FindJobWaiting(string pacs) => _jobs.FindWaiting(pacs);

    /// <summary>What keeps studies from going on right now, for health pages: archives that are down. Empty when all is well.</summary>
    public IReadOnlyList<string> Problems() =>
    [
        .. _forwarding.Problems,
        .. _proof.Problems,
        .. _jobs.Problems,
        .. _gauges.FindOrphans(_options.DestinationNames)
            .Select(name => $"Instances wait for destination {name}, which the configuration no longer has. Put it back, or reject the studies."),
    ];

    /// <summary>For alerts: the destinations, one by one.</summary>
    public IReadOnlyList<DestinationHealth> DestinationHealth => _forwarding.Health;

    /// <summary>Whether a destination could take something now; null when there is no such destination.</summary>
    public Task<DestinationEcho?> EchoDestinationAsync(string name, CancellationToken cancellationToken) => _forwarding.EchoAsync(name, cancellationToken);

    /// <summary>For alerts: what hinders the proof that destinations keep what they took.</summary>
    public IReadOnlyList<string> ProofProblems => [.. _proof.Problems];

    /// <summary>For alerts: PACS that cannot be asked.</summary>
    public IReadOnlyList<string> PacsProblems => [.. _jobs.Problems];

    /// <summary>For alerts: why nothing that may go is deleted; null when all is well. Studies go on all the same.</summary>
    public string? RetentionProblem => _retention.Problem;

    /// <summary>Starts the workers: assembly, runner, forwarding, opt-out lists, retention.</summary>
    /// <exception cref="InvalidOperationException">The list of patients who objected cannot be read: nothing may be sent without it.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!await _optOuts.ReadChangedAsync(cancellationToken).ConfigureAwait(false))
            throw new InvalidOperationException("An opt-out list of the configuration cannot be read (see the log). Restore the file, or take it out of the project.");
        await _earlierProfiles.AdoptAsync(cancellationToken).ConfigureAwait(false);
        await _proof.StartAsync(cancellationToken).ConfigureAwait(false);
        await Cohorts.StartAsync(cancellationToken).ConfigureAwait(false);
        _running = Task.WhenAll(_workers.Select(worker => Task.Run(() => _supervision.RunAsync(worker.Name, worker.RunAsync, _stop.Token), CancellationToken.None)));
    }

    /// <summary>Lets what has begun come to a point from which it can be resumed, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        try
        {
            await _running.WaitAsync(StopTime, TimeProvider.System).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // A run that does not notice is left behind: what it writes is not sealed, and the study is run again.
        }

        await _forwarding.DisposeAsync().ConfigureAwait(false);
        await _proof.DisposeAsync().ConfigureAwait(false);
        await Cohorts.DisposeAsync().ConfigureAwait(false);
        await _queryRetrieveUsers.DisposeAsync().ConfigureAwait(false);
        _metrics.Dispose();
        _stop.Dispose();
    }

    private DimseDispatch CreateServices(GatewayStorage storage, TimeProvider time, ILoggerFactory logs) => new DimseDispatch()
        .Add(DimseCommandField.CEchoRequest, DicomUID.Verification.UID, new VerificationProvider())
        .Add(DimseCommandField.NEventReportRequest, DicomUID.StorageCommitmentPushModel.UID, new CommitmentReportProvider(_proof.Reports))
        .Add(DimseCommandField.CStoreRequest, null, _jobs.Storage)
        .AddQueryRetrieve(storage, Peers, time, logs);
}
