namespace DicomGateway.Transfer.Jobs.Cohorts.Lists;

/// <summary>Names of the columns of a list, as its first line has them; null for what the list does not say.</summary>
/// <param name="Study">Study Instance UIDs.</param>
/// <param name="Accession">Accession numbers.</param>
/// <param name="Patient">Patient IDs.</param>
/// <param name="Issuer">Issuers of the patient IDs.</param>
internal sealed record ListColumns(string? Study, string? Accession, string? Patient, string? Issuer)
{
    public bool IsEmpty => Study is null && Accession is null && Patient is null;

    public IReadOnlyList<string?> InOrder => [Study, Accession, Patient, Issuer];
}
