namespace DicomGateway.Service.Health;

/// <summary>Whether the node takes instances, and if not, why and what to do.</summary>
/// <param name="Ready">It takes them, and nothing is wrong.</param>
/// <param name="Problems">What is wrong.</param>
/// <param name="CatchingUp">What was received before the last stop is still being recorded: no fault, but studies and counts are not complete yet.</param>
/// <param name="Notices">What does not hinder the node but wants a person: alerts that reach nobody.</param>
internal sealed record HealthReport(bool Ready, IReadOnlyList<string> Problems, bool CatchingUp, IReadOnlyList<string> Notices);
