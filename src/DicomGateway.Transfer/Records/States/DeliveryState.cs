namespace DicomGateway.Transfer.Records.States;

/// <summary>Where one instance stands at one destination. The numbers are stored.</summary>
public enum DeliveryState
{
    Pending = 1,
    Leased = 2,
    Sent = 3,

    /// <summary>Sent; the archive answered with a warning status.</summary>
    Warning = 4,

    /// <summary>The archive will never take it as it is; a person decides.</summary>
    Failed = 5,

    /// <summary>Withdrawn: the study was rejected or the patient objected before it went out.</summary>
    Cancelled = 6,
}
