using System.Globalization;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;

namespace DicomGateway.Dicom.Files.Json;

/// <summary>A readable text of a data set: tag, VR, length, keyword and a short value, a line each, items indented.</summary>
public static class DicomTextDump
{
    private const int LongestText = 64;
    private const int ManyNumbers = 16;

    /// <summary>Writes the data set's elements, those of items below their sequence.</summary>
    public static void Write(DicomDataset dataset, TextWriter writer)
    {
        var levels = new Stack<IEnumerator<object>>();
        levels.Push(dataset.GetEnumerator());
        var owners = new Stack<DicomDataset>([dataset]);
        while (levels.TryPeek(out var level))
        {
            var indent = new string(' ', 2 * (levels.Count - 1));
            if (!level.MoveNext())
            {
                levels.Pop().Dispose();
                if (levels.Count % 2 == 0)
                    owners.Pop();
            }
            else if (level.Current is DicomDataset item)
            {
                writer.WriteLine($"{indent}(FFFE,E000) -- {(item.IsUndefinedLength ? "undefined length" : $"{item.Count} elements")}");
                levels.Push(item.GetEnumerator());
                owners.Push(item);
            }
            else
            {
                writer.WriteLine(indent + Line((DicomItem)level.Current, owners.Peek()));
                if (level.Current is DicomSequence sequence)
                    levels.Push(((IEnumerable<DicomDataset>)sequence).GetEnumerator());
            }
        }
    }

    private static string Line(DicomItem item, DicomDataset dataset)
    {
        var (length, value) = item switch
        {
            DicomSequence sequence => ("", $"({sequence.Count} items)"),
            DicomFragmentSequence fragments => (fragments.Fragments.Sum(fragment => fragment.Length).ToString(CultureInfo.InvariantCulture), $"({fragments.Fragments.Count} fragments)"),
            DicomElement element => (element.Length.ToString(CultureInfo.InvariantCulture), Value(element, EffectiveVR.Of(element, dataset), dataset)),
            _ => ("", ""),
        };
        return $"{item.Tag} {item.VR.Code} {length,6} {Keyword(item.Tag, dataset)} {value}".TrimEnd();
    }

    private static string Keyword(DicomTag tag, DicomDataset dataset)
    {
        if (DicomDictionary.Find(tag) is { } entry)
            return entry.Keyword;
        return dataset.GetPrivateCreator(tag) is { } creator && DicomPrivateDictionary.Find(creator, tag) is { Name.Length: > 0 } known ? $"[{known.Name}]" : "?";
    }

    private static string Value(DicomElement element, DicomVR vr, DicomDataset dataset)
    {
        if (element.IsEmpty)
            return "(no value)";
        if (element.Stored is { } stored)
            return $"({stored.Length} bytes)";
        if (vr.IsString)
            return $"[{Short(string.Join('\\', DicomValueDecoder.Strings(new DicomElement(element.Tag, vr, element.Value), dataset.CharacterSet)))}]";
        if (vr.FixedValueSize > 0 && element.Length / vr.FixedValueSize <= ManyNumbers)
            return string.Join('\\', DicomValueDecoder.Strings(new DicomElement(element.Tag, vr, element.Value), dataset.CharacterSet));
        return element.Length <= ManyNumbers ? Convert.ToHexString(element.Value.Span) : $"({element.Length} bytes)";
    }

    // One line, whatever the text holds.
    private static string Short(string text)
    {
        var cut = text.Length > LongestText ? string.Concat(text.AsSpan(0, LongestText), "…") : text;
        return string.Create(cut.Length, cut, static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(from[i]) ? '.' : from[i];
        });
    }
}
