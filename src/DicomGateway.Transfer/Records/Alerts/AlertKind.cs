namespace DicomGateway.Transfer.Records.Alerts;

/// <summary>What an alert is about; messages are gathered by it. The numbers are stored; never renumber.</summary>
public enum AlertKind
{
    /// <summary>The node was started again, cleanly or not.</summary>
    Node = 1,

    /// <summary>A destination does not take instances, or does not promise to keep them.</summary>
    Destination = 2,

    /// <summary>The disk is nearly full, full or failing.</summary>
    Disk = 3,

    /// <summary>A certificate expires.</summary>
    Certificate = 4,

    /// <summary>Studies wait for a person.</summary>
    Held = 5,

    /// <summary>A job has ended or makes no progress.</summary>
    Job = 6,

    /// <summary>A PACS cannot be asked.</summary>
    Pacs = 7,

    /// <summary>Database, spool segments, retention, backups.</summary>
    Storage = 8,
}
