namespace DicomGateway.Curation.Metadata;

internal enum IdentityKind
{
    PatientName,
    PersonName,
    PatientId,
    BirthDate,
    Accession,
    Identifier,
    Address,
    Telephone,
    Institution,
    Uid,
}
