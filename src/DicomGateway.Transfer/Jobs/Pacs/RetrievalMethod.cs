namespace DicomGateway.Transfer.Jobs.Pacs;

/// <summary>How instances are fetched from a PACS.</summary>
public enum RetrievalMethod
{
    /// <summary>C-MOVE to an AE title of ours.</summary>
    Move,

    /// <summary>C-GET.</summary>
    Get,
}
