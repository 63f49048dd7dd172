namespace DicomGateway.Curation.Deidentification;

/// <summary>What was done to a study, in tags and counts, without values.</summary>
/// <param name="ProfileVersion">Hash of the <see cref="Deidentification.Profiles.ProfileVersion"/> that the study was written under.</param>
/// <param name="Lines">Per tag and action: how often, over all instances.</param>
public sealed record DeidentificationReport(
    string Profile,
    string ProfileVersion,
    string TableEdition,
    string KeyFingerprint,
    IReadOnlyList<DeidentifiedInstance> Instances,
    IReadOnlyList<ReportLine> Lines);
