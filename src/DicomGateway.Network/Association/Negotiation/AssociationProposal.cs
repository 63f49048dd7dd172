using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Association.Negotiation;

/// <summary>An association that a peer asks for.</summary>
/// <param name="Request">The A-ASSOCIATE-RQ; contexts whose UIDs are none are already left out.</param>
/// <param name="Peer">Who asks.</param>
public sealed record AssociationProposal(AssociateRequest Request, PeerIdentity Peer);
