namespace DicomGateway.Transfer.Records.States;

/// <summary>Whether a destination has promised to keep an instance that it took. The numbers are stored.</summary>
public enum ProofState
{
    /// <summary>The destination need not.</summary>
    None = 0,

    /// <summary>It has to be asked.</summary>
    Wanted = 1,

    /// <summary>It was asked; its answer is awaited.</summary>
    Asked = 2,

    /// <summary>It has promised.</summary>
    Promised = 3,

    /// <summary>It was asked, and sent the instance again, often enough; a person decides.</summary>
    NotToBeHad = 4,
}
