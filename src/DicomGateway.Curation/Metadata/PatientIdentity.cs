namespace DicomGateway.Curation.Metadata;

/// <summary>Whom a Patient ID names: the identifier with its issuer, both trimmed. PHI: never logged.</summary>
public sealed record PatientIdentity
{
    /// <param name="issuer">Issuer of Patient ID; empty where there is none and the project has no default.</param>
    /// <param name="id">Patient ID.</param>
    public PatientIdentity(string issuer, string id) => (Issuer, Id) = (issuer.Trim(), id.Trim());

    public string Issuer { get; }

    public string Id { get; }

    /// <summary>As a project understands it: its default stands for an issuer that is missing.</summary>
    public static PatientIdentity Of(string? issuer, string id, CurationOptions options) =>
        new(string.IsNullOrWhiteSpace(issuer) ? options.DefaultIssuerOfPatientId : issuer, id);

    /// <summary>Nothing of it may stand in a log.</summary>
    public override string ToString() => nameof(PatientIdentity);
}
