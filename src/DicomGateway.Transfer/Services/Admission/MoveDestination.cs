using DicomGateway.Network.Transport;

namespace DicomGateway.Transfer.Services.Admission;

/// <summary>Where a C-MOVE may send studies to.</summary>
/// <param name="AeTitle">The name that peers ask for it by.</param>
/// <param name="Client">Where it is. It is called by the AE title that the C-MOVE called.</param>
public sealed record MoveDestination(string AeTitle, DicomClientOptions Client);
