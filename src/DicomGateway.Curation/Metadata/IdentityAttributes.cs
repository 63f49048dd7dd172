using System.Collections.Frozen;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Metadata;

/// <summary>
/// The attributes whose values say who the patient is, who treated them and where. Person names (PN) and instance UIDs count wherever they
/// stand and are not listed.
/// </summary>
internal static class IdentityAttributes
{
    private static readonly FrozenDictionary<uint, IdentityKind> Kinds = new Dictionary<IdentityKind, uint[]>
    {
        [IdentityKind.PatientName] = [0x00100010, 0x00101001, 0x00101005, 0x00101060],
        [IdentityKind.PatientId] = [0x00100020, 0x00101000, 0x00101002],
        [IdentityKind.BirthDate] = [0x00100030, 0x00100033, 0x00100034],
        [IdentityKind.Accession] = [0x00080050],
        [IdentityKind.Identifier] =
        [
            0x00101050, 0x00101090, 0x00200010, 0x00380010, 0x00380060, 0x00401001, 0x00400009, 0x00400253, 0x00402016, 0x00402017,
            0x00120040, 0x00120042, 0x00400551, 0x00400512, 0x00181000, 0x00321001, 0x00189601,
        ],
        [IdentityKind.Address] = [0x00101040, 0x00080081, 0x00080092, 0x00401102, 0x00402008, 0x00380400, 0x00102150, 0x00102152],
        [IdentityKind.Telephone] = [0x00102154, 0x00102155, 0x00080094, 0x00401103, 0x00401104, 0x00402009, 0x00402010],
        [IdentityKind.Institution] = [0x00080080, 0x00081040, 0x00102299],
    }.SelectMany(pair => pair.Value.Select(tag => (tag, pair.Key))).DistinctBy(pair => pair.tag).ToFrozenDictionary(pair => pair.tag, pair => pair.Key);

    /// <summary>UI attributes that name a class, an encoding or a coding scheme: shared by all the world.</summary>
    private static readonly FrozenSet<uint> ClassUids = new uint[]
    {
        0x00020002, 0x00020010, 0x00020012, 0x00041510, 0x00041512, 0x0004151A, 0x00080016, 0x0008001A, 0x0008001B, 0x00080062, 0x0008010C,
        0x0008010D, 0x00080117, 0x00080118, 0x0008040E, 0x00081150, 0x0008115A, 0x00083002, 0x00340003, 0x04000010, 0x04000510, 0x30100052, 0x30100053,
    }.ToFrozenSet();

    /// <summary>True for a UI attribute whose value is the same in objects of different patients.</summary>
    public static bool NamesAClass(DicomTag tag) => ClassUids.Contains(tag.Value);

    /// <summary>What the element's value is, when it identifies.</summary>
    public static IdentityKind? KindOf(DicomTag tag, DicomVR vr)
    {
        if (Kinds.TryGetValue(tag.Value, out var kind))
            return kind;
        return vr switch
        {
            DicomVR.PN => IdentityKind.PersonName,
            DicomVR.UI => IdentityKind.Uid,
            _ => null,
        };
    }
}
