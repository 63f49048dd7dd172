using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;
using DicomGateway.Imaging.Codecs;
using DicomGateway.Imaging.Frames;
using DicomGateway.Testing;

namespace DicomGateway.Imaging.Tests.Codecs.Support;

/// <summary>The frames of a real file: coded as they stand in it, or native.</summary>
internal sealed record CodedFile(string Path, FrameLayout Layout, IReadOnlyList<byte[]> Frames)
{
    /// <summary>All files of the corpus in some transfer syntaxes; the test is ignored where the corpus is not.</summary>
    public static IReadOnlyList<string> OfSyntax(params string[] uids)
    {
        var corpus = SharedFolder.Find() is { } shared ? System.IO.Path.Combine(shared, "corpus") : null;
        if (corpus is null || !File.Exists(System.IO.Path.Combine(corpus, "MANIFEST.tsv")))
            Assert.Ignore("the corpus is not there");
        return [.. File.ReadLines(System.IO.Path.Combine(corpus!, "MANIFEST.tsv")).Skip(1).Select(line => line.Split('\t'))
            .Where(columns => uids.Contains(columns[12])).Select(columns => System.IO.Path.Combine(corpus!, columns[1]))];
    }

    public static bool HasPixels(string path) => DicomFile.Open(path).Dataset.Contains(DicomTag.PixelData);

    public static CodedFile Open(string path)
    {
        var dataset = DicomFile.Open(path).Dataset;
        int Of(DicomTag tag, int otherwise = 0) => dataset.GetValueOrDefault(tag, otherwise);
        var layout = new FrameLayout(
            Of(DicomTag.Rows), Of(DicomTag.Columns), Of(DicomTag.SamplesPerPixel, 1), Of(DicomTag.BitsAllocated), Of(DicomTag.BitsStored), Of(DicomTag.PixelRepresentation) == 1);
        var byPlane = Of(DicomTag.PlanarConfiguration) == 1;
        return dataset.Find<DicomFragmentSequence>(DicomTag.PixelData) is { } pixels
            ? new CodedFile(path, layout, [.. Locate(dataset, pixels).Select(frame => Bytes(pixels, frame))])
            : new CodedFile(path, layout, Native(dataset.Find<DicomElement>(DicomTag.PixelData)!, layout, Math.Max(1, Of(DicomTag.NumberOfFrames, 1)), byPlane));
    }

    /// <summary>Decodes one frame.</summary>
    public byte[] Decode(IFrameDecoder decoder, int frame)
    {
        var samples = new byte[Layout.Length];
        decoder.Decode(Frames[frame], Layout, samples);
        return samples;
    }

    private static IReadOnlyList<FrameFragments> Locate(DicomDataset dataset, DicomFragmentSequence pixels)
    {
        try
        {
            return EncapsulatedFrames.Locate(dataset, pixels);
        }
        catch (DicomDataException)
        {
            // Nothing but the starts of the streams tells: a JPEG image begins with FFD8.
            var fragments = pixels.Fragments.Select((fragment, index) => Bytes(pixels, new FrameFragments(index, 1, fragment.Length))).ToList();
            int[] starts = [.. Enumerable.Range(0, fragments.Count).Where(index => fragments[index] is [0xFF, 0xD8, ..]), fragments.Count];
            return [.. starts.Zip(starts.Skip(1), (start, end) => new FrameFragments(start, end - start, fragments[start..end].Sum(fragment => fragment.Length)))];
        }
    }

    private static byte[] Bytes(DicomFragmentSequence pixels, FrameFragments frame)
    {
        using var all = new MemoryStream();
        for (var index = frame.First; index < frame.First + frame.Count; index++)
        {
            using var fragment = StoredValues.Open(pixels.Fragments[index]);
            fragment.CopyTo(all);
        }

        return all.ToArray()[..(int)frame.Length];
    }

    private static byte[][] Native(DicomElement element, FrameLayout layout, int frames, bool byPlane)
    {
        using var stream = StoredValues.Open(element);
        var native = new byte[frames][];
        for (var frame = 0; frame < frames; frame++)
        {
            native[frame] = new byte[layout.Length];
            stream.ReadExactly(native[frame]);
            if (byPlane && layout.SamplesPerPixel > 1)
                native[frame] = ByPixel(native[frame], layout);
        }

        return native;
    }

    private static byte[] ByPixel(byte[] planes, FrameLayout layout)
    {
        var pixels = new byte[planes.Length];
        var size = layout.BytesPerSample;
        var plane = planes.Length / layout.SamplesPerPixel;
        for (var at = 0; at < planes.Length; at++)
            pixels[(at % plane / size * size * layout.SamplesPerPixel) + (at / plane * size) + (at % size)] = planes[at];
        return pixels;
    }
}
