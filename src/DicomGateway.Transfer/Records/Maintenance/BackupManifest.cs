namespace DicomGateway.Transfer.Records.Maintenance;

/// <summary>What a backup holds. Written last: a backup without it is not one.</summary>
internal sealed record BackupManifest(int Version, DateTimeOffset Made, int Schema, IReadOnlyList<BackupFile> Files);
