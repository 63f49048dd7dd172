using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Dimse.Commands;

namespace DicomGateway.Network.Association.Messages;

/// <summary>A command set that arrived, and its data set, which is yet to come.</summary>
internal sealed record IncomingMessage(PresentationContext Context, CommandSet Command, IncomingDataSet? DataSet);
