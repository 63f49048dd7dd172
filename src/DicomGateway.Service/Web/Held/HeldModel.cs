using DicomGateway.Transfer.Records.Holds;
using DicomGateway.Transfer.Records.Overview;

namespace DicomGateway.Service.Web.Held;

/// <summary>What waits for a decision.</summary>
/// <param name="Holds">Oldest first.</param>
/// <param name="Reasons">All reasons, with counts.</param>
/// <param name="Code">The reason that was filtered by; empty for all.</param>
/// <param name="IsCut">There are more than are shown.</param>
/// <param name="FindBarring">The findings that keep who looks from releasing.</param>
public sealed record HeldModel(IReadOnlyList<HoldRecord> Holds, IReadOnlyList<HeldReason> Reasons, string Code, bool IsCut, Func<HoldRecord, IReadOnlyList<string>> FindBarring);
