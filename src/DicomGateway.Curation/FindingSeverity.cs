namespace DicomGateway.Curation;

public enum FindingSeverity
{
    /// <summary>Worth knowing; the study goes on.</summary>
    Note,

    /// <summary>The study stays until somebody decides.</summary>
    Hold,
}
