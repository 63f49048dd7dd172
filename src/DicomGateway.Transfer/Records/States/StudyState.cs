namespace DicomGateway.Transfer.Records.States;

/// <summary>Where a study stands. The numbers are stored; never renumber. Allowed changes are in <see cref="StudyTransitions"/>.</summary>
public enum StudyState
{
    /// <summary>Instances are arriving.</summary>
    Receiving = 1,

    /// <summary>Whole as far as we can tell; waits for the pipeline.</summary>
    Assembled = 2,

    /// <summary>The stages are at work. After a restart it is Assembled again.</summary>
    Processing = 3,

    /// <summary>Stopped with findings; a person decides.</summary>
    Held = 4,

    /// <summary>Sealed by inspection: what is sent from now on is what was inspected.</summary>
    Inspected = 5,

    /// <summary>Deliveries are queued.</summary>
    Forwarding = 6,

    /// <summary>Every destination has confirmed every instance.</summary>
    Forwarded = 7,

    /// <summary>A person decided that it never goes out.</summary>
    Rejected = 8,

    /// <summary>Forwarded, and every destination that has to has promised to keep every instance.</summary>
    Committed = 9,

    /// <summary>Rules of cohorts have left out every series of it, by what came: nothing of it goes out unless somebody else wants it.</summary>
    Excluded = 10,
}
