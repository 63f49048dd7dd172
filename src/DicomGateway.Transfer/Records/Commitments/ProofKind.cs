namespace DicomGateway.Transfer.Records.Commitments;

/// <summary>How a destination shows that it keeps what it took. The numbers are stored.</summary>
public enum ProofKind
{
    /// <summary>Its answer to each instance is enough.</summary>
    None = 0,

    /// <summary>Storage commitment where it offers that; else its answer to each instance is enough.</summary>
    WhereOffered = 1,

    /// <summary>Storage commitment.</summary>
    Commitment = 2,

    /// <summary>It is asked which instances it has.</summary>
    Query = 3,
}
