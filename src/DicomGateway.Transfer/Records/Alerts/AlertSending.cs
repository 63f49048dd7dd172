namespace DicomGateway.Transfer.Records.Alerts;

/// <summary>A message that a channel has not taken yet.</summary>
/// <param name="Message">The message.</param>
/// <param name="Channel">Where it has to go.</param>
/// <param name="Attempts">Tries that have failed.</param>
public sealed record AlertSending(AlertMessage Message, string Channel, int Attempts);
