using DicomGateway.Imaging.Codecs;

namespace DicomGateway.Imaging.Tests.Codecs.Support;

/// <summary>Real files of a transfer syntax, and what a decoder that nobody of this project wrote makes of them.</summary>
internal static class CorpusFrames
{
    // Says that it is lossless JPEG and is baseline.
    private const string Mislabelled = "sample-op.dcm";

    /// <summary>Decodes all frames of the files and compares them with what a program makes of them.</summary>
    /// <returns>How many frames were compared.</returns>
    public static int Compare(IFrameDecoder decoder, string program, params string[] options)
    {
        var compared = 0;
        var different = new List<string>();
        foreach (var path in CodedFile.OfSyntax([.. decoder.TransferSyntaxUids]).Where(path => Path.GetFileName(path) != Mislabelled))
        {
            if (!CodedFile.HasPixels(path) || ReferenceDecoder.Decode(program, path, options) is not { } native)
                continue;
            var coded = CodedFile.Open(path);
            for (var frame = 0; frame < coded.Frames.Count; frame++, compared++)
            {
                if (FindDifference(decoder, coded, frame, native.Frames[frame]) is { } difference)
                    different.Add($"{path}, frame {frame + 1}: {difference}");
            }
        }

        Assert.That(different, Is.Empty);
        TestContext.Out.WriteLine($"{compared} frames are the same.");
        return compared;
    }

    /// <summary>Compares what the header stores of each cell; what lies above may differ. -1: nothing differs.</summary>
    public static int FirstDifference(in FrameLayout layout, ReadOnlySpan<byte> samples, ReadOnlySpan<byte> expected)
    {
        var mask = (1 << layout.BitsStored) - 1;
        for (var at = 0; at < samples.Length; at++)
        {
            var part = layout.BytesPerSample == 2 && at % 2 == 1 ? mask >> 8 : mask;
            if (((samples[at] ^ expected[at]) & part & 0xFF) != 0)
                return at;
        }

        return -1;
    }

    private static string? FindDifference(IFrameDecoder decoder, CodedFile coded, int frame, byte[] expected)
    {
        try
        {
            var difference = FirstDifference(coded.Layout, coded.Decode(decoder, frame), expected);
            return difference < 0 ? null : $"byte {difference}";
        }
        catch (FrameCodecException refused)
        {
            return refused.Message;
        }
    }
}
