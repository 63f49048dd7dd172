namespace DicomGateway.Service.StandIn.Scripting;

/// <summary>What a peer can ask of the stand-in.</summary>
internal enum StandInOperation
{
    Associate,
    Find,
    Move,
    Get,
    Store,
    Commit,
}
