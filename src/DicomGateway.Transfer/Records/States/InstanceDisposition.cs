namespace DicomGateway.Transfer.Records.States;

/// <summary>What became of one version of an instance. All but duplicates are the ledger's columns; the numbers are stored.</summary>
public enum InstanceDisposition
{
    Pending = 1,
    Held = 2,
    Rejected = 3,
    Forwarded = 4,

    /// <summary>The same content came before and its bytes were given back; or a person let a later version take its place and they are kept for a time.</summary>
    Duplicate = 5,

    /// <summary>Left out by a rule of every cohort that wanted it, by what came: kept for a time and not sent.</summary>
    Excluded = 6,
}
