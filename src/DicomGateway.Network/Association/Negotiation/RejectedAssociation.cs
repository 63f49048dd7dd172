using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Association.Negotiation;

/// <summary>The association is rejected.</summary>
/// <param name="Answer">Result, source and reason.</param>
public sealed record RejectedAssociation(AssociateReject Answer) : AssociationDecision;
