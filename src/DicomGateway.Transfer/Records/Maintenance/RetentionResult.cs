namespace DicomGateway.Transfer.Records.Maintenance;

/// <summary>What one sweep did.</summary>
/// <param name="StudiesRejected">Held studies whose time was over.</param>
/// <param name="OriginalsDeleted">Originals, duplicates among them, whose space was given back.</param>
/// <param name="CopiesDeleted">Folders of de-identified copies.</param>
/// <param name="BytesFreed">Bytes of the originals.</param>
public sealed record RetentionResult(int StudiesRejected, int OriginalsDeleted, int CopiesDeleted, long BytesFreed);
