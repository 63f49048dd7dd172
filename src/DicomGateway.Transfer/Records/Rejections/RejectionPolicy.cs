namespace DicomGateway.Transfer.Records.Rejections;

/// <summary>What becomes of rejection notes (IHE IOCM) that arrive.</summary>
public enum RejectionPolicy
{
    /// <summary>What they name is taken out at once.</summary>
    Apply,

    /// <summary>A person decides first; until then nothing that they name goes out.</summary>
    Hold,
}
