namespace DicomGateway.Transfer.Records.Studies;

/// <summary>What identifies a study, as first received. Decrypted for the stages and for people who may see it; never logged.</summary>
public sealed record StudyIdentity
{
    public string? StudyInstanceUid { get; init; }

    public string? PatientId { get; init; }

    public string? IssuerOfPatientId { get; init; }

    public string? PatientName { get; init; }

    public string? AccessionNumber { get; init; }

    public string? StudyDate { get; init; }
}
