namespace DicomGateway.Transfer.Records.Alerts;

/// <summary>How far a running job is.</summary>
/// <param name="JobId">Its number.</param>
/// <param name="Last">When a study of it last came whole, failed or was delivered, or the job was set to run.</param>
public sealed record JobProgress(long JobId, DateTimeOffset Last);
