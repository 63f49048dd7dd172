namespace DicomGateway.Transfer.Jobs.Probing;

/// <summary>What a PACS does when a query is cancelled.</summary>
public enum CancelBehaviour
{
    /// <summary>There were too few matches to cancel in the middle.</summary>
    NotTold,

    /// <summary>It ends with status Cancel.</summary>
    Heeded,

    /// <summary>It goes on to the end.</summary>
    Ignored,

    /// <summary>It ends the association, or answers no more.</summary>
    EndsAssociation,
}
