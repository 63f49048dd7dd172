using DicomGateway.Network.Dimse;

namespace DicomGateway.Network.Association;

/// <summary>A command set that arrived, and its data set, which is yet to come.</summary>
internal sealed record IncomingMessage(PresentationContext Context, CommandSet Command, IncomingDataSet? DataSet);
