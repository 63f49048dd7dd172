using DicomGateway.Service.StandIn.Holdings;

namespace DicomGateway.Service.StandIn.Retrieving;

/// <summary>A sub-operation.</summary>
internal sealed record PlannedInstance(HeldInstance Instance, PlannedFate Fate);
