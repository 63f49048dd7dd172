using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Association.UpperLayer;

/// <summary>What <see cref="AssociationProtocol.ReceiveAsync"/> found.</summary>
/// <param name="DataLength">Length of the P-DATA-TF whose bytes come next; 0 for any other PDU.</param>
/// <param name="Control">The PDU, unless it is P-DATA-TF.</param>
internal readonly record struct ReceivedPdu(uint DataLength, ProtocolDataUnit? Control);
