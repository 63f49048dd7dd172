using DicomGateway.Network.Association;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Dimse;

namespace DicomGateway.Network.Transport;

/// <summary>What all connections of a server share.</summary>
internal sealed record ServerContext(
    AssociationOptions Options, IAssociationPolicy Policy, IDimseHandler Handler, IAssociationObserver Observer, ConnectionRegister Register, TimeProvider Time);
