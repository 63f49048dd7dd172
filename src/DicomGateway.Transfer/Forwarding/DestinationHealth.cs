namespace DicomGateway.Transfer.Forwarding;

/// <summary>How a destination does.</summary>
/// <param name="Name">As the configuration calls it.</param>
/// <param name="Problem">What a person should know, or null.</param>
/// <param name="HasAnswered">It has answered since the node was started: without that, no problem means nothing.</param>
public sealed record DestinationHealth(string Name, string? Problem, bool HasAnswered);
