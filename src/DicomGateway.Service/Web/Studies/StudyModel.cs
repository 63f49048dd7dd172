using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Deliveries;
using DicomGateway.Transfer.Records.Holds;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Service.Web.Studies;

/// <summary>One study and its way.</summary>
public sealed record StudyModel(
    StudySummary Study,
    IReadOnlyList<AuditEntry> Timeline,
    IReadOnlyList<FindingRecord> Findings,
    IReadOnlyList<HoldRecord> Holds,
    IReadOnlyList<DeliveryRecord> Deliveries,
    Func<HoldRecord, IReadOnlyList<string>> FindBarring);
