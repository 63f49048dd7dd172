using DicomGateway.Network.Pdu.Items;

namespace DicomGateway.Network.Pdu.Units;

/// <summary>A-ASSOCIATE-AC (PS3.8 9.3.3).</summary>
/// <param name="CalledAeTitle">As received in the request.</param>
/// <param name="CallingAeTitle">As received in the request.</param>
/// <param name="PresentationContexts">An answer to every proposed context.</param>
/// <param name="UserInformation">The user information sub-items.</param>
public sealed record AssociateAccept(
    string CalledAeTitle,
    string CallingAeTitle,
    IReadOnlyList<PresentationContextAnswer> PresentationContexts,
    UserInformation UserInformation) : ProtocolDataUnit
{
    /// <summary>Bit field of versions; bit 0 is version 1.</summary>
    public ushort ProtocolVersion { get; init; } = 1;

    /// <summary>Application context name.</summary>
    public string ApplicationContext { get; init; } = AssociateRequest.DicomApplicationContext;

    /// <inheritdoc/>
    public override PduType Type => PduType.AssociateAccept;
}
