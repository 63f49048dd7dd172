namespace DicomGateway.Transfer.Records.Maintenance;

/// <summary>What was copied.</summary>
public sealed record BackupResult(int Files, long Bytes);
