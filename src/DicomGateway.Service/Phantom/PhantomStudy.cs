namespace DicomGateway.Service.Phantom;

/// <param name="CharacterSet">Specific Character Set, several terms joined by backslashes; empty for the default repertoire.</param>
/// <param name="Files">Paths in the order of series and instances.</param>
/// <param name="HasBurnedInText">True when values of the patient stand in the pixels.</param>
internal sealed record PhantomStudy(string Modality, string StudyInstanceUid, string CharacterSet, IReadOnlyList<string> Files, bool HasBurnedInText);
