using DicomGateway.Network.Pdu.Items;

namespace DicomGateway.Network.Pdu.Units;

/// <summary>A-ASSOCIATE-RQ (PS3.8 9.3.2).</summary>
/// <param name="CalledAeTitle">Up to 16 characters, without padding.</param>
/// <param name="CallingAeTitle">Up to 16 characters, without padding.</param>
/// <param name="PresentationContexts">1–128 contexts.</param>
/// <param name="UserInformation">The user information sub-items.</param>
public sealed record AssociateRequest(
    string CalledAeTitle,
    string CallingAeTitle,
    IReadOnlyList<PresentationContextProposal> PresentationContexts,
    UserInformation UserInformation) : ProtocolDataUnit
{
    /// <summary>The DICOM application context name (PS3.7 annex A.2.1).</summary>
    public const string DicomApplicationContext = "1.2.840.10008.3.1.1.1";

    /// <summary>Bit field of versions; bit 0 is version 1.</summary>
    public ushort ProtocolVersion { get; init; } = 1;

    /// <summary>Application context name.</summary>
    public string ApplicationContext { get; init; } = DicomApplicationContext;

    /// <inheritdoc/>
    public override PduType Type => PduType.AssociateRequest;
}
