namespace DicomGateway.Transfer.Records.States;

/// <summary>The changes of state that a study may make.</summary>
public static class StudyTransitions
{
    public static bool IsAllowed(StudyState from, StudyState to) => (from, to) switch
    {
        (StudyState.Receiving, StudyState.Assembled) => true,
        (StudyState.Assembled, StudyState.Processing or StudyState.Receiving) => true,
        (StudyState.Processing, StudyState.Held or StudyState.Inspected or StudyState.Assembled or StudyState.Excluded) => true,
        (StudyState.Held, StudyState.Assembled or StudyState.Rejected or StudyState.Forwarding) => true,
        (StudyState.Inspected, StudyState.Forwarding or StudyState.Held or StudyState.Forwarded) => true,
        (StudyState.Forwarding, StudyState.Forwarded or StudyState.Held) => true,

        // What a destination does not promise is sent again, and held when that does not help.
        (StudyState.Forwarded, StudyState.Committed or StudyState.Forwarding or StudyState.Held) => true,

        // A late instance, or another job that wants what was left out, reopens a study wherever it rests; what was sealed goes on being delivered.
        (StudyState.Held or StudyState.Inspected or StudyState.Forwarding or StudyState.Forwarded or StudyState.Committed or StudyState.Excluded, StudyState.Receiving) => true,

        // But what a person has rejected stays rejected: only the newcomer is held, for a person.
        (StudyState.Rejected, StudyState.Held) => true,
        _ => false,
    };
}
