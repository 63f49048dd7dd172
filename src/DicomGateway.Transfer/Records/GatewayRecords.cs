using DicomGateway.Transfer.Records.Accounts;
using DicomGateway.Transfer.Records.Alerts;
using DicomGateway.Transfer.Records.Catalogue;
using DicomGateway.Transfer.Records.Cohorts;
using DicomGateway.Transfer.Records.Commitments;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Deliveries;
using DicomGateway.Transfer.Records.Exclusions;
using DicomGateway.Transfer.Records.Holds;
using DicomGateway.Transfer.Records.Instances;
using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Records.Jobs.Items;
using DicomGateway.Transfer.Records.Merges;
using DicomGateway.Transfer.Records.Overview;
using DicomGateway.Transfer.Records.Profiles;
using DicomGateway.Transfer.Records.Promises;
using DicomGateway.Transfer.Records.Rejections;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Transfer.Records;

/// <summary>The only door to the database.</summary>
public sealed class GatewayRecords
{
    private readonly RecordsContext _context;

    internal GatewayRecords(RecordsContext context)
    {
        _context = context;
        Instances = new InstanceStore(context);
        Studies = new StudyStore(context);
        Holds = new HoldStore(context);
        Deliveries = new DeliveryStore(context);
        Audit = new AuditStore(context);
        OptOuts = new OptOutStore(context);
        Configuration = new ConfigurationStore(context);
        Ledger = new LedgerStore(context);
        Profiles = new ProfileStore(context);
        Catalogue = new CatalogueStore(context);
        Jobs = new JobStore(context);
        JobItems = new JobItemStore(context);
        Commitments = new CommitmentStore(context);
        Accounts = new AccountStore(context);
        Overview = new OverviewStore(context);
        Cohorts = new CohortStore(context);
        Promises = new PromiseStore(context);
        Alerts = new AlertStore(context);
        AlertSendings = new AlertSendings(context);
        AlertFacts = new AlertFacts(context);
        Rejections = new RejectionStore(context);
        Merges = new MergeStore(context);
        Exclusions = new ExclusionStore(context);
    }

    public InstanceStore Instances { get; }

    public StudyStore Studies { get; }

    public HoldStore Holds { get; }

    public DeliveryStore Deliveries { get; }

    public AuditStore Audit { get; }

    public OptOutStore OptOuts { get; }

    public ConfigurationStore Configuration { get; }

    public LedgerStore Ledger { get; }

    public ProfileStore Profiles { get; }

    public CatalogueStore Catalogue { get; }

    public JobStore Jobs { get; }

    public JobItemStore JobItems { get; }

    public CommitmentStore Commitments { get; }

    public AccountStore Accounts { get; }

    public OverviewStore Overview { get; }

    public AlertStore Alerts { get; }

    public AlertSendings AlertSendings { get; }

    public AlertFacts AlertFacts { get; }

    public CohortStore Cohorts { get; }

    public PromiseStore Promises { get; }

    public RejectionStore Rejections { get; }

    public MergeStore Merges { get; }

    internal ExclusionStore Exclusions { get; }

    /// <summary>
    /// Completes with the next change of the kind. Take it before looking into the database and await it when there was nothing to do: so no
    /// change is missed, however many wait.
    /// </summary>
    public Task NextChange(RecordsChange kind) => _context.Signals.Next(kind);

    /// <summary>Completes when rows of the kind may have changed since the last call by anyone; with several waiters use <see cref="NextChange"/>.</summary>
    public Task WaitForChangeAsync(RecordsChange kind, CancellationToken cancellationToken) => _context.Signals.WaitAsync(kind, cancellationToken);
}
