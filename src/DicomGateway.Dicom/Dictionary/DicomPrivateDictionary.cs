using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Dictionary;

/// <summary>Elements that vendors have made known, by private creator (PS3.5 section 7.8). The table is read from the assembly at first use.</summary>
public static class DicomPrivateDictionary
{
    private static readonly Lazy<Dictionary<string, Lazy<DicomDictionaryTable>>> Creators = new(Load);

    /// <summary>The creators whose elements are known.</summary>
    public static IReadOnlyCollection<string> PrivateCreators => Creators.Value.Keys;

    /// <summary>The entry of a private element, wherever its block lies; null when the creator or the element is unknown.</summary>
    /// <param name="privateCreator">The value of the element that reserves the block; spaces at its ends do not matter.</param>
    /// <param name="tag">The tag as it stands in the data set, block number included.</param>
    public static DicomDictionaryEntry? Find(string privateCreator, DicomTag tag) =>
        Creators.Value.TryGetValue(privateCreator.Trim(), out var elements) ? elements.Value.Find(tag) : null;

    private static Dictionary<string, Lazy<DicomDictionaryTable>> Load()
    {
        var text = EmbeddedTable.Read("private-elements.tsv");
        var creators = new Dictionary<string, Lazy<DicomDictionaryTable>>(StringComparer.Ordinal);
        for (var at = text.IndexOf("\n\t", StringComparison.Ordinal); at >= 0; at = text.IndexOf("\n\t", at + 1, StringComparison.Ordinal))
        {
            var creator = EmbeddedTable.Line(text, at + 2);
            var start = at + 2 + creator.Length + 1;
            creators.Add(creator.ToString(), new Lazy<DicomDictionaryTable>(() => new DicomDictionaryTable(text, start)));
        }

        return creators;
    }
}
