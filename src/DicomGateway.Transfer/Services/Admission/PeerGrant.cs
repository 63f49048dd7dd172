namespace DicomGateway.Transfer.Services.Admission;

/// <summary>What a peer may query and retrieve on an association.</summary>
/// <param name="Projects">Projects whose de-identified studies it sees; none means nothing.</param>
/// <param name="MoveDestinations">AE titles that it may have them moved to.</param>
public sealed record PeerGrant(IReadOnlyList<string> Projects, IReadOnlyList<string> MoveDestinations);
