using DicomGateway.Network.Pdu.Items;

namespace DicomGateway.Network.Association.Negotiation;

/// <summary>The association is accepted.</summary>
/// <param name="PresentationContexts">Answers by context id.</param>
public sealed record AcceptedAssociation(IReadOnlyList<PresentationContextAnswer> PresentationContexts) : AssociationDecision
{
    /// <summary>Most operations that the peer may have outstanding; what it asked for and <see cref="AssociationLimits.Window"/> bound it too.</summary>
    public ushort? Window { get; init; }

    /// <summary>Role selections granted; a role that was not proposed is not granted.</summary>
    public IReadOnlyList<RoleSelection> Roles { get; init; } = [];

    /// <summary>Answers to SOP class extended negotiation.</summary>
    public IReadOnlyList<ExtendedNegotiation> ExtendedNegotiations { get; init; } = [];

    /// <summary>Server response to the user identity; sent only when the peer asked for one.</summary>
    public ReadOnlyMemory<byte> UserIdentityResponse { get; init; }
}
