namespace DicomGateway.Transfer.Records.Alerts;

/// <summary>What one look has changed; stored as one.</summary>
/// <param name="Alerts">New and changed ones.</param>
/// <param name="Message">What is to be told of them now, or null.</param>
/// <param name="Channels">Whom the message has to reach.</param>
public sealed record AlertUpdate(IReadOnlyList<AlertRecord> Alerts, AlertMessage? Message, IReadOnlyList<string> Channels);
