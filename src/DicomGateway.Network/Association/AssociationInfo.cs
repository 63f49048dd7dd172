using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Pdu.Items;

namespace DicomGateway.Network.Association;

/// <summary>What was agreed for an association, and with whom.</summary>
public sealed record AssociationInfo
{
    /// <summary>Our own name for it, for logs: unique in time and without meaning to the peer.</summary>
    public required string Id { get; init; }

    /// <summary>We asked for it.</summary>
    public required bool IsRequestor { get; init; }

    /// <summary>The other end.</summary>
    public required PeerIdentity Peer { get; init; }

    /// <summary>Called AE title.</summary>
    public required string CalledAeTitle { get; init; }

    /// <summary>Calling AE title.</summary>
    public required string CallingAeTitle { get; init; }

    /// <summary>The accepted presentation contexts, by id.</summary>
    public required IReadOnlyDictionary<byte, PresentationContext> PresentationContexts { get; init; }

    /// <summary>Everything the peer said about itself: implementation, user identity, extended negotiation.</summary>
    public required UserInformation PeerInformation { get; init; }

    /// <summary>Operations that the peer may have outstanding with us; at least 1.</summary>
    public required int PeerWindow { get; init; }

    /// <summary>Operations that we may have outstanding with the peer; at least 1.</summary>
    public required int OwnWindow { get; init; }

    /// <summary>Most bytes of a P-DATA-TF PDU, after its header, that we send.</summary>
    public required int SendMaximum { get; init; }
}
