using System.Numerics;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Dictionary;

/// <summary>
/// A run of rows of a generated table: tag or mask, keyword, VR, VM, R when retired, name. Only the tags are read at first; a row becomes an
/// entry when somebody asks for it, so that start-up stays quick.
/// </summary>
internal sealed class DicomDictionaryTable
{
    private const int TagDigits = 8;
    private readonly string _text;
    private readonly List<int> _starts = [];
    private readonly Dictionary<uint, int> _concrete = [];
    private readonly List<(uint Mask, Dictionary<uint, int> Rows)> _masked = [];
    private readonly DicomDictionaryEntry?[] _entries;

    /// <param name="text">The whole table.</param>
    /// <param name="start">Where the first row begins.</param>
    public DicomDictionaryTable(string text, int start)
    {
        _text = text;
        while (start < text.Length && text[start] != '\t')
        {
            var line = EmbeddedTable.Line(text, start);
            if (line.Length > TagDigits && line[0] != '#')
                Index(line[..TagDigits], start);
            start += line.Length + 1;
        }

        // The narrowest pattern first: it knows best.
        _masked.Sort((left, right) => BitOperations.PopCount(right.Mask).CompareTo(BitOperations.PopCount(left.Mask)));
        _entries = new DicomDictionaryEntry?[_starts.Count];
    }

    public IReadOnlyList<DicomDictionaryEntry> Entries => [.. Enumerable.Range(0, _starts.Count).Select(Entry)];

    public DicomDictionaryEntry? Find(DicomTag tag)
    {
        if (_concrete.TryGetValue(tag.Value, out var row))
            return Entry(row);
        foreach (var (mask, rows) in _masked)
        {
            if (rows.TryGetValue(tag.Value & mask, out row))
                return Entry(row);
        }

        return null;
    }

    private void Index(ReadOnlySpan<char> tag, int start)
    {
        if (uint.TryParse(tag, System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value))
        {
            _concrete.Add(value, _starts.Count);
        }
        else
        {
            var mask = DicomTagMask.Parse(tag);
            // Rows of vendors such as 000910xx describe private creators, and would match every element of block 10.
            if ((mask.Mask & 0xFF) == 0 && mask.FirstTag.IsPrivate)
                return;
            if (_masked.Find(pattern => pattern.Mask == mask.Mask).Rows is not { } rows)
                _masked.Add((mask.Mask, rows = []));
            rows.Add(mask.Value, _starts.Count);
        }

        _starts.Add(start);
    }

    // Two threads may make the same entry; all get the first one.
    private DicomDictionaryEntry Entry(int row) =>
        _entries[row] ?? Interlocked.CompareExchange(ref _entries[row], Row(EmbeddedTable.Line(_text, _starts[row])), null) ?? _entries[row]!;

    private static DicomDictionaryEntry Row(ReadOnlySpan<char> line)
    {
        var columns = line.ToString().Split('\t');
        return new DicomDictionaryEntry(DicomTagMask.Parse(columns[0]).FirstTag, columns[5], columns[1], VRs(columns[2]), DicomVM.Parse(columns[3]), columns[4] == "R");
    }

    private static DicomVR[] VRs(string text) =>
        text.Length == 0 ? [DicomVR.None] : Array.ConvertAll(text.Split('/'), part => DicomVRs.FromBytes((byte)part[0], (byte)part[1]));
}
