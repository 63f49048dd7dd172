namespace DicomGateway.Network.Association;

/// <summary>The peer was too slow.</summary>
/// <param name="message">What did not come in time.</param>
public sealed class AssociationTimeoutException(string message) : DicomAssociationException(message);
