namespace DicomGateway.Transfer.Jobs.Retrieval;

/// <summary>How one request ended, as far as the one who asked can tell. What came is counted elsewhere.</summary>
internal enum FetchEnd
{
    /// <summary>The PACS gave a final response.</summary>
    Answered,

    /// <summary>Everything has come; the final response was not waited for any longer.</summary>
    AllHere,

    /// <summary>Nothing came for too long.</summary>
    Stalled,

    /// <summary>There was no association, or it ended first.</summary>
    NoAssociation,

    /// <summary>The disk of the spool has no room for more.</summary>
    NoRoom,

    /// <summary>Not made: the PACS's window closed before.</summary>
    WindowClosed,
}
