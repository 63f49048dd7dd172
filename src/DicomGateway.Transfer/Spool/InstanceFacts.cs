namespace DicomGateway.Transfer.Spool;

/// <summary>
/// What the light parse of the head of the data set found, as sent (padding trimmed). Everything is optional: an instance without a
/// Study Instance UID is kept all the same and becomes a study of its own that validation will hold.
/// The values go into the trailer beside the pixels and, encrypted, into Records; never into a log.
/// </summary>
public sealed record InstanceFacts
{
    public static InstanceFacts Unknown { get; } = new();

    public string? StudyInstanceUid { get; init; }

    public string? SeriesInstanceUid { get; init; }

    public string? PatientId { get; init; }

    public string? IssuerOfPatientId { get; init; }

    public string? PatientName { get; init; }

    public string? AccessionNumber { get; init; }

    public string? StudyDate { get; init; }

    public string? Modality { get; init; }
}
