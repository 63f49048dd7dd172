using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Deliveries;
using DicomGateway.Transfer.Records.Overview;
using DicomGateway.Transfer.Records.Studies;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Service.Web.Overview;

/// <summary>How the node is doing at one moment.</summary>
public sealed record OverviewModel
{
    public required DateTimeOffset Now { get; init; }

    public required IReadOnlyList<string> Problems { get; init; }

    public required bool IsCatchingUp { get; init; }

    public required NodeCounts Counts { get; init; }

    public required IReadOnlyList<LedgerCounts> Ledger { get; init; }

    public required IReadOnlyList<StudySummary> Arriving { get; init; }

    public required IReadOnlyList<DestinationLine> Destinations { get; init; }

    public required IReadOnlyList<PacsLine> Pacs { get; init; }

    public required SpoolHealth Disk { get; init; }

    public required long Associations { get; init; }
}

/// <summary>A destination and its queue.</summary>
public sealed record DestinationLine(string Name, DeliveryCounts? Queue, string? Problem);

/// <summary>A PACS and whether it may be asked now.</summary>
public sealed record PacsLine(string Name, string AeTitle, bool IsOpen, string Window);
