namespace DicomGateway.Network.Association;

/// <summary>The connection could not be made, or broke.</summary>
/// <param name="message">When.</param>
/// <param name="inner">What the operating system said.</param>
public sealed class AssociationClosedException(string message, Exception? inner = null) : DicomAssociationException(message, inner);
