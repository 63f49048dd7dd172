using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Dictionary;

/// <summary>The UIDs that the standard defines (PS3.6 annex A). The table is read from the assembly at first use.</summary>
public static class DicomUIDDictionary
{
    private static readonly Lazy<Dictionary<string, DicomUIDEntry>> Table = new(() => EmbeddedTable.Read("uids.tsv")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => line[0] != '#')
        .Select(Row)
        .ToDictionary(entry => entry.UID.UID, StringComparer.Ordinal));

    /// <summary>All entries.</summary>
    public static IReadOnlyCollection<DicomUIDEntry> Entries => Table.Value.Values;

    /// <summary>The entry of a UID, or null when the standard does not define it.</summary>
    public static DicomUIDEntry? Find(DicomUID uid) => uid.UID is null ? null : Table.Value.GetValueOrDefault(uid.UID);

    /// <summary>True when the standard defines the UID: it names a concept, never an instance, a study or a patient.</summary>
    public static bool IsWellKnown(DicomUID uid) => Find(uid) is not null;

    private static DicomUIDEntry Row(string line)
    {
        var columns = line.Split('\t');
        return new DicomUIDEntry(
            new DicomUID(columns[0]), columns[5], columns[1], Type(columns[2]), columns[3] == "R", IsStorage: columns[4].Length > 0, IsNonPatientObject: columns[4] == "N");
    }

    private static DicomUIDType Type(string text) => text switch
    {
        "SOP Class" => DicomUIDType.SopClass,
        "Meta SOP Class" => DicomUIDType.MetaSopClass,
        "Transfer Syntax" => DicomUIDType.TransferSyntax,
        "Service Class" => DicomUIDType.ServiceClass,
        "Well-known SOP Instance" => DicomUIDType.WellKnownSopInstance,
        "Well-known frame of reference" => DicomUIDType.WellKnownFrameOfReference,
        "Synchronization Frame of Reference" => DicomUIDType.SynchronizationFrameOfReference,
        "Coding Scheme" or "DICOM UIDs as a Coding Scheme" => DicomUIDType.CodingScheme,
        "Application Context Name" => DicomUIDType.ApplicationContextName,
        "Application Hosting Model" => DicomUIDType.ApplicationHostingModel,
        "Mapping Resource" => DicomUIDType.MappingResource,
        "LDAP OID" => DicomUIDType.LdapOid,
        _ => DicomUIDType.Other,
    };
}
