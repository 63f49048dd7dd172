using System.Text;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Writing;

namespace DicomGateway.Transfer.Records.Catalogue;

/// <summary>Some attributes of a data set, in one encoding whatever the data set was in, so that they can be put together again.</summary>
internal static class CatalogueDataset
{
    private const string Utf8 = "ISO_IR 192";
    private const int LongestValue = 1024;
    private const int LongestSequence = 8 * 1024;
    private const int Deepest = 4;
    private const byte Escape = 0x1B;

    public static DicomDataset Empty() => new DicomDataset().AddOrUpdate(DicomTag.SpecificCharacterSet, Utf8);

    /// <summary>Takes over what the target does not have yet. What is too long for an answer to a query stays in the file.</summary>
    public static void Add(DicomDataset target, DicomDataset source, IReadOnlyList<DicomTag> tags)
    {
        foreach (var tag in tags)
        {
            if (!target.Contains(tag) && source.TryGetItem(tag, out var item) && Convert(source, item, depth: 0) is { } converted)
                target.AddOrUpdate(converted);
        }
    }

    public static byte[] Encode(DicomDataset dataset) => DicomDatasetWriter.ToArray(dataset, DicomTransferSyntax.ExplicitVRLittleEndian);

    private static DicomItem? Convert(DicomDataset source, DicomItem item, int depth) => item switch
    {
        DicomSequence sequence => Convert(sequence, depth),
        DicomElement { Stored: null, Length: > 0 and <= LongestValue } element => Convert(source, element),
        _ => null,
    };

    private static DicomElement? Convert(DicomDataset source, DicomElement element)
    {
        var bytes = element.Value.Span;
        if (!element.VR.UsesCharacterSet || (Ascii.IsValid(bytes) && !bytes.Contains(Escape)))
            return new DicomElement(element.Tag, element.VR, bytes.ToArray());
        var text = string.Join('\\', source.GetStrings(element.Tag));
        return new DicomElement(element.Tag, element.VR, Encoding.UTF8.GetBytes(text));
    }

    private static DicomSequence? Convert(DicomSequence sequence, int depth)
    {
        if (sequence.Count == 0 || depth >= Deepest)
            return null;
        var converted = new DicomSequence(sequence.Tag, sequence.Select(item => Convert(item, depth + 1)));
        return DicomDatasetWriter.GetLength(new DicomDataset(converted), DicomTransferSyntax.ExplicitVRLittleEndian) <= LongestSequence ? converted : null;
    }

    private static DicomDataset Convert(DicomDataset item, int depth) => new(
        item.Where(element => element.Tag != DicomTag.SpecificCharacterSet).Select(element => Convert(item, element, depth)).OfType<DicomItem>());
}
