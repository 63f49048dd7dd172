using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Transport;

namespace DicomGateway.Network.Association;

/// <summary>Keeps an observer's failures away from associations; tells nobody when there is none.</summary>
internal sealed class GuardedObserver(IAssociationObserver? inner) : IAssociationObserver
{
    public void Connected(PeerIdentity peer) => Tell(observer => observer.Connected(peer));

    public void LimitReached(PeerIdentity peer, ServerLimit limit) => Tell(observer => observer.LimitReached(peer, limit));

    public void Rejected(AssociationProposal proposal, RejectedAssociation decision) => Tell(observer => observer.Rejected(proposal, decision));

    public void Established(AssociationInfo association) => Tell(observer => observer.Established(association));

    public void Ended(AssociationInfo association, DicomAssociationException? failure) => Tell(observer => observer.Ended(association, failure));

    public void Failed(PeerIdentity peer, DicomAssociationException failure) => Tell(observer => observer.Failed(peer, failure));

    public void HandlerFailed(AssociationInfo association, Exception failure) => Tell(observer => observer.HandlerFailed(association, failure));

    public void AcceptFailed(Exception failure) => Tell(observer => observer.AcceptFailed(failure));

    private void Tell(Action<IAssociationObserver> tell)
    {
        try
        {
            if (inner is not null)
                tell(inner);
        }
        catch (Exception)
        {
            // Who only watches must not be able to break what it watches.
        }
    }
}
