namespace DicomGateway.Service.Health;

/// <summary>Whether the node takes instances, and if not, why and what to do.</summary>
internal sealed record HealthReport(bool Ready, IReadOnlyList<string> Problems);
