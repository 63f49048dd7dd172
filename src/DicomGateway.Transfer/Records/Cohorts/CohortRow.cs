using DicomGateway.Transfer.Jobs.Cohorts.Finding;

namespace DicomGateway.Transfer.Records.Cohorts;

/// <summary>A found study with its number.</summary>
internal sealed record CohortRow(long FoundId, int Row, int? Line, FoundStudy Study);
