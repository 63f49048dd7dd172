using DicomGateway.Network.Pdu;

namespace DicomGateway.Network.Association;

/// <summary>The association is rejected.</summary>
/// <param name="Answer">Result, source and reason.</param>
public sealed record RejectedAssociation(AssociateReject Answer) : AssociationDecision;
