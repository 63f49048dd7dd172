using DicomGateway.Network.Dimse;

namespace DicomGateway.Transfer.Jobs.Retrieval;

/// <summary>What became of one request.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Status">The final response's status, when there was one.</param>
/// <param name="Cause">The kind of failure, when there was none.</param>
internal sealed record FetchResult(FetchEnd End, DimseStatus? Status = null, string? Cause = null)
{
    /// <summary>The PACS counts sub-operations that failed.</summary>
    public bool HasFailures { get; init; }

    /// <summary>There was an association for the sub-operations.</summary>
    public bool HasReachedUs { get; init; }

    /// <summary>A702 of a PACS that could send none of these instances (PS3.4 C.4.2.1.5): that is about them, and others may do better.</summary>
    private bool IsAboutInstances => HasFailures && HasReachedUs && Status is { Code: 0xA702 };

    /// <summary>A702 and its like: the PACS has no resources, or does not know us. It is left alone for a while.</summary>
    public bool IsPacsTrouble => !IsAboutInstances && (End == FetchEnd.NoAssociation || (Status is { } status && status.Code is 0xA700 or 0xA701 or 0xA702 or 0xA801 or 0x0122 or 0x0124));

    /// <summary>Our own reasons to stop: they say nothing about the study.</summary>
    public bool IsOurs => End is FetchEnd.NoRoom or FetchEnd.WindowClosed;

    /// <summary>For people.</summary>
    public string Text => (End, Status) switch
    {
        (FetchEnd.Answered, { Code: 0xA801 }) => "the PACS does not know our AE title as a move destination: enter it there",
        (FetchEnd.Answered, _) when IsAboutInstances => "the PACS tried to send them and could send none: it may not have them in a form that it can send",
        (FetchEnd.Answered, { } status) => $"the PACS answered {status}",
        (FetchEnd.AllHere, _) => "everything came",
        (FetchEnd.Stalled, _) => "the PACS sent nothing for too long",
        (FetchEnd.WindowClosed, _) => "the PACS's window has closed",
        (FetchEnd.NoRoom, _) => "there is no room on the disk",
        _ => $"there was no association with the PACS, or it ended ({Cause})",
    };
}
