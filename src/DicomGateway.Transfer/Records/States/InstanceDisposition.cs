namespace DicomGateway.Transfer.Records.States;

/// <summary>What became of one version of an instance. The first four are the ledger's columns; the numbers are stored.</summary>
public enum InstanceDisposition
{
    Pending = 1,
    Held = 2,
    Rejected = 3,
    Forwarded = 4,

    /// <summary>The same content came before and its bytes were given back; or a person let a later version take its place and they are kept for a time.</summary>
    Duplicate = 5,
}
