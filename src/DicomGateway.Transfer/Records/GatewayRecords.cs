namespace DicomGateway.Transfer.Records;

/// <summary>The only door to the database.</summary>
public sealed class GatewayRecords
{
    public InstanceStore Instances { get; } = new();

    public StudyStore Studies { get; } = new();

    public HoldStore Holds { get; } = new();

    public DeliveryStore Deliveries { get; } = new();

    public AuditStore Audit { get; } = new();

    public OptOutStore OptOuts { get; } = new();

    public ConfigurationStore Configuration { get; } = new();

    public LedgerStore Ledger { get; } = new();

    /// <summary>Completes when rows of the kind may have changed since the last call; only wakes, the database is the queue.</summary>
    public ValueTask WaitForChangeAsync(RecordsChange kind, CancellationToken cancellationToken) => throw new NotImplementedException();
}
