using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Files;

namespace DicomGateway.Curation.Inspection.Searches;

/// <summary>Where in a file pixel data and excused values lie.</summary>
internal static class ScanRanges
{
    private static readonly DicomTag[] PixelTags = [DicomTag.FloatPixelData, DicomTag.DoubleFloatPixelData, DicomTag.PixelData];

    /// <returns>In ascending order. A value that is not found again at its place is not among them, and is searched like the rest.</returns>
    public static IReadOnlyList<ScanRange> Of(string path, DicomFile file, IReadOnlyList<ExcusedValue> excused)
    {
        var ranges = PixelTags.SelectMany(tag => file.Dataset.TryGetItem(tag, out var item) ? OfPixels(item) : []).ToList();
        if (excused.Count > 0 && !file.TransferSyntax.IsDeflated)
            ranges.AddRange(OfExcused(path, excused));
        return [.. ranges.OrderBy(range => range.Offset)];
    }

    private static IEnumerable<ScanRange> OfPixels(DicomItem item) => item switch
    {
        DicomElement { Stored: { } stored } => [new ScanRange(stored.Offset, stored.Length)],
        DicomFragmentSequence fragments => fragments.Fragments.Where(fragment => fragment.Stored is not null)
            .Select(fragment => new ScanRange(fragment.Stored!.Offset, fragment.Length)),
        _ => [],
    };

    // Read once more with every value left on disk: that is what knows places.
    private static List<ScanRange> OfExcused(string path, IReadOnlyList<ExcusedValue> excused)
    {
        var places = new List<DicomItem>();
        Number(DicomFile.Open(path, new DicomReadOptions { StoredValueThreshold = 0, StoredTextThreshold = 0 }).Dataset, places);
        var ranges = new List<ScanRange>();
        foreach (var value in excused)
        {
            if (value.Number < places.Count && places[value.Number] is DicomElement { Stored: { } stored } found && found.Tag == value.Element.Tag && stored.Length == value.Element.Length)
                ranges.Add(new ScanRange(stored.Offset, stored.Length, value.Rest));
        }

        return ranges;
    }

    private static void Number(DicomDataset dataset, List<DicomItem> places)
    {
        foreach (var item in dataset)
        {
            places.Add(item);
            if (item is not DicomSequence sequence)
                continue;
            foreach (var nested in sequence)
                Number(nested, places);
        }
    }
}
