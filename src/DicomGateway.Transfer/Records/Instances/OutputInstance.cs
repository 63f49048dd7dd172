namespace DicomGateway.Transfer.Records.Instances;

/// <summary>One instance of a sealed study, as it goes out.</summary>
/// <param name="SourceInstanceId">The original it was made from.</param>
/// <param name="SopClassUid">SOP Class UID of the output.</param>
/// <param name="SopInstanceUid">The new SOP Instance UID; the original one is not known here.</param>
/// <param name="TransferSyntaxUid">Transfer syntax of the file.</param>
/// <param name="Path">The file, relative to the manifest's folder.</param>
/// <param name="Length">Its length.</param>
/// <param name="Sha256">SHA-256 of the file, 64 lower-case hexadecimal digits.</param>
public sealed record OutputInstance(
    Guid SourceInstanceId,
    string SopClassUid,
    string SopInstanceUid,
    string TransferSyntaxUid,
    string Path,
    long Length,
    string Sha256);
