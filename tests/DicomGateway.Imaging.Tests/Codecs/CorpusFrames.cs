using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;
using DicomGateway.Imaging.Codecs;
using DicomGateway.Imaging.Frames;
using DicomGateway.Testing;

namespace DicomGateway.Imaging.Tests.Codecs;

/// <summary>Real files of a transfer syntax, and what a decoder that nobody of this project wrote makes of them.</summary>
internal static class CorpusFrames
{
    // Says that it is lossless JPEG and is baseline.
    private const string Mislabelled = "sample-op.dcm";

    /// <summary>Decodes all frames of the files and compares them with what a tool of DCMTK makes of them.</summary>
    /// <returns>How many frames were compared.</returns>
    public static async Task<int> CompareAsync(IFrameDecoder decoder, string tool)
    {
        var compared = 0;
        var different = new List<string>();
        foreach (var file in Files(decoder.TransferSyntaxUids))
        {
            if (Read(file) is not var (layout, frames) || await DcmtkDecoder.DecodeAsync(tool, file) is not { } expected)
                continue;
            for (var index = 0; index < frames.Count; index++, compared++)
            {
                if (Compare(decoder, layout, frames[index], expected.AsSpan((int)(index * layout.Length))) is { } difference)
                    different.Add($"{file}, frame {index + 1}: {difference}");
            }
        }

        Assert.That(different, Is.Empty);
        TestContext.Out.WriteLine($"{compared} frames are the same.");
        return compared;
    }

    // Files of the syntaxes; the test is ignored when the corpus is not there.
    private static IEnumerable<string> Files(IReadOnlyList<string> syntaxes)
    {
        if (SharedFolder.Find() is not { } shared || !Directory.Exists(Path.Combine(shared, "corpus")))
        {
            Assert.Ignore("the corpus is not there");
            yield break;
        }

        foreach (var file in Directory.EnumerateFiles(Path.Combine(shared, "corpus"), "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) != Mislabelled && Names(file, syntaxes))
                yield return file;
        }
    }

    private static string? Compare(IFrameDecoder decoder, in FrameLayout layout, byte[] coded, ReadOnlySpan<byte> expected)
    {
        var samples = new byte[layout.Length];
        try
        {
            decoder.Decode(coded, layout, samples);
        }
        catch (FrameCodecException refused)
        {
            return refused.Message;
        }

        var difference = DcmtkDecoder.FirstDifference(layout, samples, expected);
        return difference < 0 ? null : $"byte {difference}";
    }

    // The frames and how they lie when decoded; null when the file does not tell its frames apart.
    private static (FrameLayout Layout, IReadOnlyList<byte[]> Frames)? Read(string path)
    {
        var dataset = DicomFile.Open(path).Dataset;
        if (dataset.Find<DicomFragmentSequence>(DicomTag.PixelData) is not { } pixels)
            return null;
        try
        {
            return (Layout(dataset), [.. EncapsulatedFrames.Locate(dataset, pixels).Select(frame => Content(pixels, frame))]);
        }
        catch (DicomDataException)
        {
            return null;
        }
    }

    private static FrameLayout Layout(DicomDataset dataset) => new(
        dataset.GetValueOrDefault<int>(DicomTag.Rows), dataset.GetValueOrDefault<int>(DicomTag.Columns), dataset.GetValueOrDefault(DicomTag.SamplesPerPixel, 1),
        dataset.GetValueOrDefault<int>(DicomTag.BitsAllocated), dataset.GetValueOrDefault<int>(DicomTag.BitsStored),
        dataset.GetValueOrDefault<int>(DicomTag.PixelRepresentation) == 1);

    private static byte[] Content(DicomFragmentSequence pixels, FrameFragments frame)
    {
        using var content = new MemoryStream();
        for (var index = frame.First; index < frame.First + frame.Count; index++)
        {
            using var stream = StoredValues.Open(pixels.Fragments[index]);
            stream.CopyTo(content);
        }

        content.SetLength(frame.Length);
        return content.ToArray();
    }

    // The UID stands in the file meta information, at the very start.
    private static bool Names(string path, IReadOnlyList<string> syntaxes)
    {
        using var stream = File.OpenRead(path);
        var start = new byte[600];
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var text = System.Text.Encoding.Latin1.GetString(start, 0, read);
        var at = text.IndexOf("\x02\x00\x10\x00UI", StringComparison.Ordinal);
        return at >= 0 && at + 8 + start[at + 6] <= read && syntaxes.Contains(text.Substring(at + 8, start[at + 6]).TrimEnd('\0'));
    }
}
