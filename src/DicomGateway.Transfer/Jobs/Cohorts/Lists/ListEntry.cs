namespace DicomGateway.Transfer.Jobs.Cohorts.Lists;

/// <summary>What one row of a list asks for. All that it says must be so.</summary>
/// <param name="Line">Line of the file, from 1: it names the row where its values may not be shown.</param>
/// <param name="Study">Study Instance UID, or null.</param>
/// <param name="Accession">Accession number, or null.</param>
/// <param name="Patient">Patient ID, or null.</param>
/// <param name="Issuer">Issuer of the patient ID, or null.</param>
internal sealed record ListEntry(int Line, string? Study, string? Accession, string? Patient, string? Issuer)
{
    public bool AsksForTheSame(ListEntry other) => this == other with { Line = Line };
}
