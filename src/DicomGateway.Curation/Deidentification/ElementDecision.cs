using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification;

/// <summary>What a rule decided about an element.</summary>
/// <param name="Replacement">The new element, for the actions that make one.</param>
/// <param name="Remark">Why it is not what the table says literally.</param>
internal readonly record struct ElementDecision(DeidentificationAction Action, DicomItem? Replacement = null, string? Remark = null)
{
    public static ElementDecision Keep { get; } = new(DeidentificationAction.Keep);

    public static ElementDecision Remove { get; } = new(DeidentificationAction.Remove);
}
