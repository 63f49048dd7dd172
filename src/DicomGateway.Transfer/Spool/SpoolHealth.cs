namespace DicomGateway.Transfer.Spool;

/// <summary>What health pages and metrics say about the spool.</summary>
/// <param name="Trouble">None when instances are taken.</param>
/// <param name="Text">What is wrong and what to do, without any name from the wire; empty when all is well.</param>
/// <param name="FreeBytes">Free bytes for the service's user at the last look.</param>
/// <param name="TotalBytes">Size of the file system.</param>
/// <param name="FailedSyncs">Syncs that the device failed since start: not zero means the disk wants attention even if it works again.</param>
public sealed record SpoolHealth(SpoolTrouble Trouble, string Text, long FreeBytes, long TotalBytes, long FailedSyncs)
{
    public bool IsAccepting => Trouble == SpoolTrouble.None;
}
