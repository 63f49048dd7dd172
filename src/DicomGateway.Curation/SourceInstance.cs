using DicomGateway.Dicom.Files;

namespace DicomGateway.Curation;

/// <summary>One original in the spool: Part 10 bytes at an offset of a file.</summary>
/// <param name="InstanceId">Our own id; it names the output file (letters, digits, '-' and '_').</param>
/// <param name="Length">Length in bytes; null for the rest of the file.</param>
/// <param name="HasOtherContent">True when the spool holds the same SOP Instance UID with other content.</param>
public sealed record SourceInstance(
    string InstanceId, string Path, long Offset, long? Length, string TransferSyntaxUid, string SopClassUid, bool HasOtherContent = false)
{
    internal DicomFile Open() => DicomFile.Open(Path, Offset, Length ?? (new FileInfo(Path).Length - Offset));
}
