namespace DicomGateway.Transfer.Records.Rejections;

/// <summary>A Key Object Selection that rejects instances (IHE RAD TF, Imaging Object Change Management).</summary>
/// <param name="InstanceId">The received note.</param>
/// <param name="Code">Its title: 113001, 113037, 113038 or 113039 (DCM).</param>
/// <param name="SopInstanceUids">Original SOP Instance UIDs of what it rejects.</param>
/// <param name="Applies">False where a person has to decide first.</param>
public sealed record RejectionNote(Guid InstanceId, string Code, IReadOnlyList<string> SopInstanceUids, bool Applies = true);
