namespace DicomGateway.Transfer.Records.Alerts;

/// <summary>One thing that a message tells.</summary>
/// <param name="State">Whether it is news.</param>
/// <param name="Text">What is wrong, or has happened.</param>
/// <param name="Since">When it began.</param>
/// <param name="Ended">When it was over; null while it lasts.</param>
/// <param name="Times">How often it began meanwhile.</param>
public sealed record AlertLine(AlertLineState State, string Text, DateTimeOffset Since, DateTimeOffset? Ended, int Times);
