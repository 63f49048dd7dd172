namespace DicomGateway.Transfer.Records.Catalogue;

/// <summary>What the catalogue keeps of one study.</summary>
/// <param name="PatientId">Pseudonym; may be empty.</param>
/// <param name="Keys">Values that the study is looked up by.</param>
/// <param name="PatientAttributes">Data set in Explicit VR Little Endian, ISO_IR 192.</param>
/// <param name="StudyAttributes">The same of the study.</param>
/// <param name="Series">Its series.</param>
public sealed record CatalogueEntry(
    string PatientId,
    IReadOnlyList<(CatalogueKey Key, string Value)> Keys,
    byte[] PatientAttributes,
    byte[] StudyAttributes,
    IReadOnlyList<CatalogueEntrySeries> Series);

/// <param name="Attributes">As of <see cref="CatalogueEntry"/>.</param>
public sealed record CatalogueEntrySeries(string SeriesInstanceUid, string Modality, byte[] Attributes, IReadOnlyList<CatalogueEntryInstance> Instances);

/// <param name="Sha256">Of the whole file.</param>
/// <param name="Attributes">As of <see cref="CatalogueEntry"/>.</param>
public sealed record CatalogueEntryInstance(
    string SopInstanceUid, string SopClassUid, string TransferSyntaxUid, string Path, byte[] Sha256, byte[] Attributes);
