using DicomGateway.Curation.Metadata;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Inspection.Searches;

/// <summary>Searches the bytes of the values of a data set, pixel data excepted, each for what must not be in it.</summary>
internal static class InflatedScan
{
    public static HashSet<IdentityKind> Run(DicomDataset dataset, RawPatterns patterns, IReadOnlyList<ExcusedValue> excused)
    {
        var found = new HashSet<IdentityKind>();
        using (var window = new SearchWindow(patterns, found))
            Push(dataset, window, excused);
        foreach (var value in excused)
        {
            using var own = new SearchWindow(value.Rest, found);
            own.Push(value.Element.Value.Span);
        }

        return found;
    }

    private static void Push(DicomDataset dataset, SearchWindow window, IReadOnlyList<ExcusedValue> excused)
    {
        foreach (var item in dataset)
        {
            if (item is DicomSequence sequence)
            {
                foreach (var nested in sequence)
                    Push(nested, window, excused);
            }
            else if (item is DicomElement { Stored: null } element && element.Tag != DicomTag.PixelData && !excused.Any(value => value.Element == element))
            {
                window.Push(element.Value.Span);
                window.Break();
            }
        }
    }
}
