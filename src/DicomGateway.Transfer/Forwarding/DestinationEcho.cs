namespace DicomGateway.Transfer.Forwarding;

/// <summary>Whether a destination could take something now, for a person who waits for the answer.</summary>
/// <param name="IsAlive">It could, as far as can be told without sending anything.</param>
/// <param name="Text">What was asked and what came of it; never text from the wire.</param>
/// <param name="Remedy">What to do; null when all is well.</param>
public sealed record DestinationEcho(bool IsAlive, string Text, string? Remedy = null);
