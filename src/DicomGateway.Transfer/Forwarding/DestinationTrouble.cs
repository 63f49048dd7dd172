namespace DicomGateway.Transfer.Forwarding;

/// <summary>A destination cannot be used for now.</summary>
/// <param name="Text">What kind of trouble, in our own words: nothing from the wire.</param>
/// <param name="IsAdmission">It gave no association: it may be away, or have enough of us.</param>
/// <param name="After">How long it wants to be left alone, if it says so.</param>
internal sealed record DestinationTrouble(string Text, bool IsAdmission = false, TimeSpan? After = null);
