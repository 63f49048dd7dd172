namespace DicomGateway.Transfer.Assembly;

/// <summary>One of the patients that the originals of a study name, for a person who has to judge. PHI: never logged.</summary>
/// <param name="Issuer">Issuer of Patient ID as it came, or null.</param>
/// <param name="PatientId">Patient ID.</param>
/// <param name="Names">Patient's Names with it.</param>
/// <param name="BirthDates">Birth dates with it.</param>
/// <param name="Sexes">Sexes with it.</param>
/// <param name="OtherPatientIds">What Other Patient IDs Sequence (0010,1002) names beside it: a hint, no proof.</param>
/// <param name="Instances">Instances that name this patient.</param>
public sealed record ShownPatient(
    string? Issuer,
    string PatientId,
    IReadOnlyList<string> Names,
    IReadOnlyList<string> BirthDates,
    IReadOnlyList<string> Sexes,
    IReadOnlyList<string> OtherPatientIds,
    int Instances);
