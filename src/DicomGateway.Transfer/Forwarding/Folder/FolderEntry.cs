namespace DicomGateway.Transfer.Forwarding.Folder;

/// <summary>One file of a delivered study.</summary>
/// <param name="Path">Relative to the study's folder, with slashes.</param>
/// <param name="SopClassUid">SOP Class UID.</param>
/// <param name="SopInstanceUid">SOP Instance UID of the de-identified instance.</param>
/// <param name="TransferSyntaxUid">Transfer syntax of the file.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">SHA-256 of the whole file, hexadecimal.</param>
/// <param name="Profile">Profile that de-identified it.</param>
/// <param name="ProfileVersion">Hash of the profile's version.</param>
/// <param name="Software">Version of the program that made it.</param>
internal sealed record FolderEntry(
    string Path, string SopClassUid, string SopInstanceUid, string TransferSyntaxUid, long Length, string Sha256, string Profile, string? ProfileVersion, string Software);
