namespace DicomGateway.Transfer.Services.Storage;

/// <summary>Where an instance comes from, as its association says.</summary>
/// <param name="PeerAddress">The peer's IP address without port.</param>
/// <param name="CallingAeTitle">AE title of the sender, trimmed.</param>
/// <param name="CalledAeTitle">AE title of ours, trimmed.</param>
/// <param name="IsAskedFor">It comes over an association of ours: a C-GET.</param>
public sealed record ArrivalOrigin(string PeerAddress, string CallingAeTitle, string CalledAeTitle, bool IsAskedFor);
