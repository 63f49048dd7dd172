using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Transport;

namespace DicomGateway.Network.Association;

/// <summary>Is told what happens to connections, for logs, metrics and audit. Must not block; what it throws is dropped.</summary>
public interface IAssociationObserver
{
    /// <summary>A peer connected.</summary>
    void Connected(PeerIdentity peer)
    {
    }

    /// <summary>A limit of the server turned the peer away; its policy was not asked.</summary>
    void LimitReached(PeerIdentity peer, ServerLimit limit)
    {
    }

    /// <summary>An association was rejected, by the policy or at a limit.</summary>
    void Rejected(AssociationProposal proposal, RejectedAssociation decision)
    {
    }

    /// <summary>An association is established.</summary>
    void Established(AssociationInfo association)
    {
    }

    /// <summary>An association is over; <paramref name="failure"/> is null after an orderly release.</summary>
    void Ended(AssociationInfo association, DicomAssociationException? failure)
    {
    }

    /// <summary>A connection ended before it became an association.</summary>
    void Failed(PeerIdentity peer, DicomAssociationException failure)
    {
    }

    /// <summary>A handler threw; the operation was answered with a processing failure.</summary>
    void HandlerFailed(AssociationInfo association, Exception failure)
    {
    }

    /// <summary>The listener could not take a connection and tries again, such as when file handles run out.</summary>
    void AcceptFailed(Exception failure)
    {
    }
}
