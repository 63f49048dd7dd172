using DicomGateway.Transfer.Records.Commitments;

namespace DicomGateway.Transfer.Forwarding.Proof;

/// <summary>What became of one request for promises.</summary>
internal abstract record ProofTry
{
    /// <summary>The destination has the request and answers later, or has answered already.</summary>
    public sealed record Taken : ProofTry;

    /// <summary>The destination was asked what it has, and this is it.</summary>
    public sealed record Answered(ProofAnswer Answer) : ProofTry;

    /// <summary>The destination does not know such requests.</summary>
    public sealed record NotOffered : ProofTry;

    /// <summary>The destination knows such requests and refused this one.</summary>
    public sealed record NotTaken(ushort Status) : ProofTry;

    /// <summary>The destination could not be asked.</summary>
    /// <param name="Text">What kind of trouble, in our own words.</param>
    public sealed record Unreachable(string Text) : ProofTry;
}
