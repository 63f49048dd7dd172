using DicomGateway.Dicom.Data;

namespace DicomGateway.Imaging.Frames;

/// <summary>Describes the pixel data of an object, without reading them.</summary>
public static class PixelDescriptionReader
{
    private static readonly DicomTag[] PixelDataTags = [DicomTag.PixelData, DicomTag.FloatPixelData, DicomTag.DoubleFloatPixelData];

    /// <summary>The shape of native or encapsulated pixel data; null when the object has none.</summary>
    public static PixelDescription? Describe(DicomDataset dataset)
    {
        var data = PixelDataTags.Select(tag => dataset.TryGetItem(tag, out var item) ? item : null).FirstOrDefault(item => item is not null);
        if (data is null)
            return null;
        var rows = dataset.GetValueOrDefault<int>(DicomTag.Rows);
        var columns = dataset.GetValueOrDefault<int>(DicomTag.Columns);
        var samples = dataset.GetValueOrDefault(DicomTag.SamplesPerPixel, 1);
        var frames = Math.Max(1, dataset.GetValueOrDefault<long>(DicomTag.NumberOfFrames, 1));
        var bits = data.Tag == DicomTag.FloatPixelData ? 32 : data.Tag == DicomTag.DoubleFloatPixelData ? 64 : dataset.GetValueOrDefault<int>(DicomTag.BitsAllocated);
        return new PixelDescription(
            rows, columns, samples, frames, bits, dataset.GetValueOrDefault(DicomTag.BitsStored, bits),
            Expected(rows, columns, samples, frames, bits, dataset.GetStringOrEmpty(DicomTag.PhotometricInterpretation)),
            data is DicomFragmentSequence encapsulated ? encapsulated.Fragments.Sum(fragment => fragment.Length) : ((data as DicomElement)?.Length ?? 0),
            (data as DicomFragmentSequence)?.Fragments.Count)
        {
            HasEmbeddedOverlay = dataset.Any(IsEmbeddedOverlay),
        };

        // Overlay Bits Allocated other than 1 means that the overlay lies in the pixel cells; its own data are then absent.
        bool IsEmbeddedOverlay(DicomItem item) =>
            item.Tag is { IsPrivate: false, Group: >= 0x6000 and <= 0x60FE, Element: 0x0100 }
            && (dataset.GetValueOrDefault<int>(item.Tag, 1) != 1
                || (!dataset.Contains(new DicomTag(item.Tag.Group, 0x3000)) && dataset.GetValueOrDefault<int>(new DicomTag(item.Tag.Group, 0x0102)) != 0));
    }

    private static long? Expected(int rows, int columns, int samples, long frames, int bits, string photometric)
    {
        if (rows <= 0 || columns <= 0 || samples <= 0 || bits <= 0)
            return null;
        // Colour of every second pixel only: two samples a pixel instead of three (PS3.3 C.7.6.3.1.2).
        var perPixel = photometric is "YBR_FULL_422" or "YBR_PARTIAL_422" && samples == 3 ? 2 : samples;
        var bitCount = (Int128)rows * columns * perPixel * frames * bits;
        return bitCount > long.MaxValue ? null : (long)((bitCount + 7) / 8);
    }
}
