using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Files;

/// <summary>
/// UIDs that file meta information can hold. Real ones break the rules of PS3.5 9.1 in small ways and are taken as they are; but one of blanks,
/// control characters or several values would be another one when it is read again, and says nothing.
/// </summary>
internal static class UsableUID
{
    public static DicomUID? Of(DicomDataset dataset, DicomTag tag) => dataset.GetUID(tag) is { } uid && IsUsable(uid.UID) ? uid : null;

    private static bool IsUsable(string uid) => uid.All(c => c is > ' ' and < (char)0x7F and not '\\');
}
