using System.Collections.Frozen;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Dictionary;

/// <summary>Elements that vendors have made known, by private creator (PS3.5 section 7.8). The table is read from the assembly at first use.</summary>
public static class DicomPrivateDictionary
{
    private static readonly Lazy<FrozenDictionary<string, List<(DicomTagMask Mask, DicomDictionaryEntry Entry)>>> Creators = new(Load);

    /// <summary>The creators whose elements are known.</summary>
    public static IReadOnlyList<string> PrivateCreators => Creators.Value.Keys;

    /// <summary>The entry of a private element, wherever its block lies; null when the creator or the element is unknown.</summary>
    /// <param name="privateCreator">The value of the element that reserves the block; spaces at its ends do not matter.</param>
    /// <param name="tag">The tag as it stands in the data set, block number included.</param>
    public static DicomDictionaryEntry? Find(string privateCreator, DicomTag tag)
    {
        if (!Creators.Value.TryGetValue(privateCreator.Trim(), out var elements))
            return null;
        DicomDictionaryEntry? found = null;
        uint fixedBits = 0;
        foreach (var (mask, entry) in elements)
        {
            // The narrowest pattern knows best.
            if (mask.Matches(tag) && mask.Mask >= fixedBits)
                (found, fixedBits) = (entry, mask.Mask);
        }

        return found;
    }

    private static FrozenDictionary<string, List<(DicomTagMask Mask, DicomDictionaryEntry Entry)>> Load()
    {
        var creators = new Dictionary<string, List<(DicomTagMask Mask, DicomDictionaryEntry Entry)>>(StringComparer.Ordinal);
        List<(DicomTagMask Mask, DicomDictionaryEntry Entry)> elements = [];
        foreach (var line in EmbeddedTable.Lines("private-elements.tsv"))
        {
            if (line[0] == '\t')
            {
                creators.Add(line[1..], elements = []);
                continue;
            }

            var columns = line.Split('\t');
            var mask = DicomTagMask.Parse(columns[0]);
            // Rows such as 000910xx describe the private creators themselves, and would match every element of block 10.
            if ((mask.Mask & 0xFF) != 0xFF)
                continue;
            elements.Add((mask, new DicomDictionaryEntry(mask.FirstTag, columns[3], string.Empty, EmbeddedTable.VRs(columns[1]), DicomVM.Parse(columns[2]), IsRetired: false)));
        }

        return creators.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
