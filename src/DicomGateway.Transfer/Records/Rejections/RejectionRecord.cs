namespace DicomGateway.Transfer.Records.Rejections;

/// <summary>One instance that a note names, for people; nothing in it identifies a patient.</summary>
/// <param name="RejectionId">Our id.</param>
/// <param name="Project">The project.</param>
/// <param name="StudyId">The study that the instance belongs to; null while it has not come.</param>
/// <param name="NoteStudyId">The study that the note came with.</param>
/// <param name="Code">The note's title (DCM).</param>
/// <param name="Decision">What was decided about the note.</param>
/// <param name="WasSent">A destination has it, or may have it: look after it there.</param>
/// <param name="At">When the note was understood.</param>
public sealed record RejectionRecord(
    long RejectionId, string Project, long? StudyId, long NoteStudyId, string Code, RejectionDecision Decision, bool WasSent, DateTimeOffset At);
