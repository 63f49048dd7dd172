namespace DicomGateway.Network.Association;

/// <summary>The association is over or being released; what ended it has been reported where it happened.</summary>
public sealed class AssociationOverException() : DicomAssociationException("The association is over or being released.");
