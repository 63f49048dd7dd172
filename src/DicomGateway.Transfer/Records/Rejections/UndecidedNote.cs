namespace DicomGateway.Transfer.Records.Rejections;

/// <summary>A rejection note that a person has to decide about.</summary>
/// <param name="InstanceId">The note.</param>
/// <param name="StudyId">The study that it came with, and with which it is decided.</param>
/// <param name="Code">Its title (DCM).</param>
/// <param name="Named">Instances that it names.</param>
/// <param name="Come">Of those, the ones that have come.</param>
public sealed record UndecidedNote(Guid InstanceId, long StudyId, string Code, long Named, long Come);
