namespace DicomGateway.Transfer.Records.Maintenance;

/// <summary>One file of a backup: its path below it, with forward slashes.</summary>
internal sealed record BackupFile(string Path, long Length, string Sha256);
