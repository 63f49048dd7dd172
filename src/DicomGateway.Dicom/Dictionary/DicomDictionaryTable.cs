using System.Collections.Frozen;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Dictionary;

/// <summary>The generated table of elements: concrete tags in one map, masks in one map for each pattern of free digits.</summary>
internal sealed class DicomDictionaryTable
{
    private readonly FrozenDictionary<uint, DicomDictionaryEntry> _concrete;
    private readonly KeyValuePair<uint, FrozenDictionary<uint, DicomDictionaryEntry>>[] _masked;

    private DicomDictionaryTable(IReadOnlyList<(DicomTagMask Mask, DicomDictionaryEntry Entry)> rows)
    {
        Entries = [.. rows.Select(row => row.Entry)];
        _concrete = rows.Where(row => row.Mask.IsConcrete).ToFrozenDictionary(row => row.Mask.Value, row => row.Entry);
        // The narrowest pattern first: it knows best.
        _masked = [.. rows.Where(row => !row.Mask.IsConcrete)
            .GroupBy(row => row.Mask.Mask)
            .OrderByDescending(group => System.Numerics.BitOperations.PopCount(group.Key))
            .Select(group => KeyValuePair.Create(group.Key, group.ToFrozenDictionary(row => row.Mask.Value, row => row.Entry)))];
    }

    public IReadOnlyList<DicomDictionaryEntry> Entries { get; }

    public static DicomDictionaryTable Load() => new([.. EmbeddedTable.Lines("elements.tsv").Select(Row)]);

    public DicomDictionaryEntry? Find(DicomTag tag)
    {
        if (_concrete.TryGetValue(tag.Value, out var entry))
            return entry;
        foreach (var (mask, entries) in _masked)
        {
            if (entries.TryGetValue(tag.Value & mask, out entry))
                return entry;
        }

        return null;
    }

    private static (DicomTagMask Mask, DicomDictionaryEntry Entry) Row(string line)
    {
        var columns = line.Split('\t');
        var mask = DicomTagMask.Parse(columns[0]);
        return (mask, new DicomDictionaryEntry(mask.FirstTag, columns[5], columns[1], EmbeddedTable.VRs(columns[2]), DicomVM.Parse(columns[3]), columns[4] == "R"));
    }
}
