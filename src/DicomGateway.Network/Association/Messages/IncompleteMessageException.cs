namespace DicomGateway.Network.Association.Messages;

/// <summary>A message was begun and cannot be ended, since the source of its data set failed or the caller gave up: the association was aborted.</summary>
/// <param name="cause">What the source threw.</param>
public sealed class IncompleteMessageException(Exception cause)
    : DicomAssociationException("The data set could not be read to its end while it was being sent.", cause);
