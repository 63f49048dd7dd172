using DicomGateway.Network.Association.Negotiation;

namespace DicomGateway.Network.Association;

/// <summary>How associations of one server or client behave.</summary>
public sealed record AssociationOptions
{
    /// <summary>What a peer can make us hold.</summary>
    public AssociationLimits Limits { get; init; } = new();

    /// <summary>How long we wait for what.</summary>
    public AssociationTimeouts Timeouts { get; init; } = new();

    /// <summary>How we name ourselves.</summary>
    public ImplementationIdentity Implementation { get; init; } = ImplementationIdentity.Default;
}
