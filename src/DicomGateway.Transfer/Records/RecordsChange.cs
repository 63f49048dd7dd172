namespace DicomGateway.Transfer.Records;

/// <summary>What a worker can wait for.</summary>
public enum RecordsChange
{
    /// <summary>Instances were recorded: for Assembly.</summary>
    Arrival,

    /// <summary>A study became due for the pipeline.</summary>
    StudyDue,

    /// <summary>Deliveries were queued or put back.</summary>
    DeliveryDue,

    /// <summary>A study's state changed: for whoever shows it.</summary>
    State,

    /// <summary>A job or an item of one changed: for whoever fetches.</summary>
    Job,
}
