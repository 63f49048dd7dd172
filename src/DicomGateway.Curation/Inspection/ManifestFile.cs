namespace DicomGateway.Curation.Inspection;

/// <param name="Path">Relative to the study's folder.</param>
/// <param name="InstanceId">Our own id of the original.</param>
/// <param name="Sha256">Of the whole file, hexadecimal.</param>
public sealed record ManifestFile(
    string Path, string InstanceId, long Length, string Sha256, string SopClassUid, string SopInstanceUid, string SeriesInstanceUid, string TransferSyntaxUid);
