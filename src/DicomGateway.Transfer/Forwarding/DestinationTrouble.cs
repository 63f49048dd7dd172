namespace DicomGateway.Transfer.Forwarding;

/// <summary>A destination cannot be used for now.</summary>
/// <param name="Text">What kind of trouble, in our own words: nothing from the wire.</param>
internal sealed record DestinationTrouble(string Text);
