namespace DicomGateway.Curation;

/// <summary>What a stage has to say about a study.</summary>
/// <param name="Code">Stable name, such as "pixels.class-at-risk"; approvals name it.</param>
/// <param name="Path">Tag or tag path, such as "(0040,A730)[0].(0040,A160)"; empty when it concerns no element.</param>
/// <param name="Text">For people. It never holds a value of the data set.</param>
/// <param name="InstanceId">Our own id of the instance; null when it concerns the study.</param>
/// <param name="IsReleasable">True when a person may let the study go in spite of it.</param>
public sealed record Finding(
    string Code, FindingSeverity Severity, string Path, string Text, string? InstanceId = null, bool IsReleasable = false);
