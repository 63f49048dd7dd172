namespace DicomGateway.Service.StandIn.Scripting;

/// <summary>What a PACS can do wrong. docs/rehearsal.md says of each which operations it is for and which settings it takes.</summary>
internal enum Misbehaviour
{
    /// <summary>Associate: rejected. Others: answered with a failure, at once or after some matches or sub-operations.</summary>
    Refuse,

    /// <summary>The association is aborted, at once or after some matches or sub-operations.</summary>
    Abort,

    /// <summary>Nothing happens for a time, at once or after some matches or sub-operations.</summary>
    Stall,

    /// <summary>A pause before each match, sub-operation or answer.</summary>
    Slow,

    /// <summary>Find: the list ends at a limit, with Success.</summary>
    Truncate,

    /// <summary>Find, Move, Get: pending responses without end.</summary>
    NeverEnd,

    /// <summary>Find: each match comes twice. Move, Get: each instance does. Commit: the report does.</summary>
    Duplicate,

    /// <summary>Matches or instances come in another order.</summary>
    Shuffle,

    /// <summary>Find: matching keys are ignored. Move, Get: the study of each instance is sent as a whole, of a study all studies of the patient.</summary>
    Wider,

    /// <summary>Instances or matches of another study come in addition.</summary>
    Others,

    /// <summary>Instances or matches of another study come instead.</summary>
    Instead,

    /// <summary>Find: matches are left out. Move, Get: instances are not sent and counted as completed. Commit: instances are missing in the report.</summary>
    Drop,

    /// <summary>Move, Get: instances are not sent and counted as failed. Commit: instances are reported as failed.</summary>
    Fail,

    /// <summary>Move, Get: the counts in responses are invented. Find: the numbers of related instances are.</summary>
    WrongCounts,

    /// <summary>Move, Get: responses have no counts. Find: the numbers of related instances are missing.</summary>
    OmitCounts,

    /// <summary>Move, Get: the list of failed instances is left out. Find: return keys are.</summary>
    OmitKeys,

    /// <summary>Find: these keys are not matched.</summary>
    IgnoreKeys,

    /// <summary>Move: final Success first, then the instances.</summary>
    EarlySuccess,

    /// <summary>Move, Get: the final status is a warning though everything was sent. Store: each status is a warning.</summary>
    Warn,

    /// <summary>Move: instances come without move originator.</summary>
    OmitOriginator,

    /// <summary>Find, Move, Get: a cancel request is not heard.</summary>
    IgnoreCancel,

    /// <summary>Find, Move, Get: a cancel request is answered by abort.</summary>
    AbortOnCancel,

    /// <summary>Commit: no report is ever sent.</summary>
    Silent,

    /// <summary>Commit: the report speaks of another transaction.</summary>
    WrongTransaction,
}
