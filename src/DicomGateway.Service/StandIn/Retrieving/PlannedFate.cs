namespace DicomGateway.Service.StandIn.Retrieving;

/// <summary>What becomes of an instance in a retrieval.</summary>
internal enum PlannedFate
{
    /// <summary>It is sent.</summary>
    Send,

    /// <summary>It is not sent, and counted as completed.</summary>
    Drop,

    /// <summary>It is not sent, and counted as failed.</summary>
    Fail,
}
