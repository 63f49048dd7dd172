namespace DicomGateway.Transfer.Records.Jobs;

/// <summary>Where one study of a job stands. The numbers are stored; never renumber.</summary>
public enum JobItemState
{
    /// <summary>Not begun, or to be tried again at its time.</summary>
    Waiting = 1,

    /// <summary>The PACS is asked what the study consists of.</summary>
    Listing = 2,

    /// <summary>The PACS has been asked to send.</summary>
    Moving = 3,

    /// <summary>What came is compared with the list; late instances are waited for.</summary>
    Verifying = 4,

    /// <summary>All is here; de-identification, inspection and forwarding are under way.</summary>
    Delivering = 5,

    /// <summary>Never stored: all is here, and the study is held for a person.</summary>
    Held = 6,

    /// <summary>Every expected instance has reached every destination.</summary>
    Complete = 7,

    /// <summary>Instances that the PACS lists did not come, however often they were asked for.</summary>
    Gap = 8,

    /// <summary>The study cannot be fetched; the reason says why.</summary>
    Failed = 9,

    /// <summary>The job was cancelled before the study was here.</summary>
    Cancelled = 10,

    /// <summary>A person decided that the study does not go out, or the patient has objected.</summary>
    Rejected = 11,

    /// <summary>All is here, and the cohort's rules on what is received have left out every series of it.</summary>
    Excluded = 12,
}
