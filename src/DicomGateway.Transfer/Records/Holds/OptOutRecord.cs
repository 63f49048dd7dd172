namespace DicomGateway.Transfer.Records.Holds;

/// <summary>A patient who objected. It identifies: for the person who asked, never for a log.</summary>
/// <param name="Project">The project that the objection concerns.</param>
/// <param name="Issuer">Issuer of Patient ID; null for whatever issuer.</param>
/// <param name="PatientId">Patient ID.</param>
/// <param name="Added">Since when the entry is there.</param>
public sealed record OptOutRecord(string Project, string? Issuer, string PatientId, DateTimeOffset Added);
