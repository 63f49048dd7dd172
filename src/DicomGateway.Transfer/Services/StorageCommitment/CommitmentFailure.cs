namespace DicomGateway.Transfer.Services.StorageCommitment;

/// <summary>An instance that is not committed to.</summary>
/// <param name="Instance">Which one.</param>
/// <param name="Reason">Failure Reason (0008,1197), PS3.3 C.14.1.1.</param>
internal sealed record CommitmentFailure(CommitmentReference Instance, ushort Reason)
{
    public const ushort ProcessingFailure = 0x0110;
    public const ushort NoSuchObject = 0x0112;
    public const ushort ClassInstanceConflict = 0x0119;
    public const ushort ClassNotSupported = 0x0122;
    public const ushort DuplicateTransaction = 0x0131;
    public const ushort ResourceLimitation = 0x0213;
}
