using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Dictionary;

/// <summary>
/// The data dictionary (PS3.6 chapters 6 to 8, PS3.7 annex E). The table is read from the assembly at first use. Private elements are in
/// <see cref="DicomPrivateDictionary"/>.
/// </summary>
public static class DicomDictionary
{
    private static readonly DicomDictionaryEntry GroupLength =
        new(new DicomTag(0), "Generic Group Length", "GenericGroupLength", [DicomVR.UL], new DicomVM(1, 1, 1), IsRetired: true);

    private static readonly DicomDictionaryEntry PrivateCreator =
        new(new DicomTag(0x00010010), "Private Creator", "PrivateCreator", [DicomVR.LO], new DicomVM(1, 1, 1), IsRetired: false);

    private static readonly Lazy<DicomDictionaryTable> Table = new(() => new DicomDictionaryTable(EmbeddedTable.Read("elements.tsv"), 0));

    private static readonly Lazy<Dictionary<string, DicomDictionaryEntry>> Keywords =
        new(() => Table.Value.Entries.DistinctBy(entry => entry.Keyword).ToDictionary(entry => entry.Keyword, StringComparer.Ordinal));

    /// <summary>All entries, those of repeating groups with their lowest tag.</summary>
    public static IReadOnlyList<DicomDictionaryEntry> Entries => Table.Value.Entries;

    /// <summary>
    /// The entry of a tag: its own, that of its repeating group (50xx, 60xx, (0020,31xx) …; even groups only), that of any group length
    /// (gggg,0000), or that of a private creator (gggg,0010–00FF); null for other private and for unknown tags.
    /// </summary>
    public static DicomDictionaryEntry? Find(DicomTag tag)
    {
        if (tag.IsPrivate)
            return tag.IsPrivateCreator ? PrivateCreator : tag.IsGroupLength ? GroupLength : null;
        return Table.Value.Find(tag) ?? (tag.IsGroupLength ? GroupLength : null);
    }

    /// <summary>The entry of a keyword such as "PatientID" (case matters); null when there is none.</summary>
    public static DicomDictionaryEntry? Find(string keyword) => Keywords.Value.GetValueOrDefault(keyword);

    /// <summary>The VR that an implicit VR data set gives the element before other elements have their say; UN for an unknown tag.</summary>
    public static DicomVR DefaultVR(DicomTag tag) => Find(tag)?.VRs[0] ?? DicomVR.UN;
}
