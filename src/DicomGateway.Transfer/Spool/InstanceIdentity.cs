namespace DicomGateway.Transfer.Spool;

/// <summary>What the C-STORE-RQ and its presentation context say about the instance, before a byte of the data set was read.</summary>
/// <param name="SopClassUid">Affected SOP Class UID (0000,0002).</param>
/// <param name="SopInstanceUid">Affected SOP Instance UID (0000,1000).</param>
/// <param name="TransferSyntaxUid">The transfer syntax accepted for the presentation context.</param>
public sealed record InstanceIdentity(string SopClassUid, string SopInstanceUid, string TransferSyntaxUid);
