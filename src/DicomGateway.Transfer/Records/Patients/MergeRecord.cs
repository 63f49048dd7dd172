using DicomGateway.Curation.Metadata;

namespace DicomGateway.Transfer.Records.Patients;

/// <summary>What somebody has said of two patients, decrypted. PHI: never logged.</summary>
/// <param name="MergeId">Our id.</param>
/// <param name="Project">Under which project.</param>
/// <param name="Merge">Who went into whom.</param>
/// <param name="At">When.</param>
/// <param name="By">Who said so.</param>
/// <param name="Why">The reason given.</param>
/// <param name="UndoneAt">When it was taken back, or null while it is in force.</param>
/// <param name="UndoneBy">Who took it back.</param>
/// <param name="UndoneWhy">The reason given for that.</param>
public sealed record MergeRecord(
    long MergeId, string Project, PatientMerge Merge, DateTimeOffset At, string By, string Why, DateTimeOffset? UndoneAt, string? UndoneBy, string? UndoneWhy)
{
    public bool IsInForceAt(DateTimeOffset time) => At <= time && (UndoneAt is not { } undone || undone > time);
}
