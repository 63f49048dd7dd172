using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Dictionary;

/// <summary>
/// The SOP classes whose instances are stored by C-STORE: the Storage service class (PS3.4 annex B) and that of non-patient objects
/// (PS3.4 annex GG), retired ones included.
/// </summary>
public static class StorageSopClasses
{
    private static readonly Lazy<DicomUID[]> Classes =
        new(() => [.. DicomUIDDictionary.Entries.Where(entry => entry.IsStorage).Select(entry => entry.UID).OrderBy(uid => uid.UID, StringComparer.Ordinal)]);

    /// <summary>All of them, in the order of their text.</summary>
    public static IReadOnlyList<DicomUID> All => Classes.Value;

    /// <summary>True for a storage SOP class of the standard, retired or not.</summary>
    public static bool Contains(DicomUID sopClass) => DicomUIDDictionary.Find(sopClass) is { IsStorage: true };
}
