namespace DicomGateway.Transfer.Spool.Io;

/// <summary>Space of the file system that holds the spool.</summary>
internal readonly record struct FreeSpace(long FreeBytes, long TotalBytes);
