namespace DicomGateway.Transfer.Records.Alerts;

/// <summary>A job that has ended.</summary>
/// <param name="JobId">Its number.</param>
/// <param name="At">When it ended; another time when it was retried.</param>
public sealed record JobEnd(long JobId, DateTimeOffset At);
