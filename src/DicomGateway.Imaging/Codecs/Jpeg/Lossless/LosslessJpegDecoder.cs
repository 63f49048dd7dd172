namespace DicomGateway.Imaging.Codecs.Jpeg.Lossless;

/// <summary>Lossless JPEG with Huffman coding: process 14, all predictors (ITU-T T.81 annex H, PS3.5 A.4.1).</summary>
internal sealed class LosslessJpegDecoder : IFrameDecoder
{
    public IReadOnlyList<string> TransferSyntaxUids { get; } = ["1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70"];

    public void Decode(ReadOnlySpan<byte> coded, in FrameLayout layout, Span<byte> samples)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(samples.Length, layout.Length);
        var stream = new JpegStream(coded);
        var decoded = new bool[layout.SamplesPerPixel];
        while (decoded.Contains(false))
        {
            var scan = stream.NextScan();
            Check(stream.Frame, layout);
            foreach (var component in scan.Components)
            {
                if (decoded[component.Index])
                    throw new FrameCodecException("JPEG: a lossless stream has a component twice.");
                decoded[component.Index] = true;
            }

            stream.Advance(new LosslessScanDecoder(stream.Frame, scan, stream.Tables).Decode(stream.EntropyCoded, layout, samples));
        }
    }

    private static void Check(JpegFrameHeader frame, in FrameLayout layout)
    {
        if (frame.Process != JpegMarker.Sof3Lossless)
            throw new FrameCodecException($"JPEG: the stream is of process FF{frame.Process:X2}, not lossless with Huffman coding.");
        if (frame.Precision is < 2 or > 16)
            throw new FrameCodecException($"JPEG: a lossless stream cannot have samples of {frame.Precision} bits.");
        frame.CheckAgainst(layout);
        // The factors of a single component say nothing.
        if (frame.Components.Count > 1 && (frame.MaxHorizontal > 1 || frame.MaxVertical > 1))
            throw new FrameCodecException("JPEG: the lossless stream has components of fewer samples than pixels, which DICOM has not.");
    }
}
