namespace DicomGateway.Transfer.Records;

/// <summary>How much a finding weighs. The numbers are stored.</summary>
public enum FindingSeverity
{
    Note = 1,
    Warning = 2,

    /// <summary>Holds the study.</summary>
    Hold = 3,
}
