namespace DicomGateway.Transfer.Records.Maintenance;

/// <summary>A backup cannot be made or used; nothing was changed. The text says what to do.</summary>
public sealed class BackupException(string message, Exception? innerException = null) : Exception(message, innerException);
