namespace DicomGateway.Imaging.Codecs.Jpeg;

/// <summary>Decodes JPEG baseline and extended, 8 and 12 bits (ITU-T T.81 processes 1, 2 and 4; PS3.5 A.4.1).</summary>
internal sealed class JpegDecoder : IFrameDecoder
{
    public IReadOnlyList<string> TransferSyntaxUids { get; } = ["1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51"];

    public void Decode(ReadOnlySpan<byte> coded, in FrameLayout layout, Span<byte> samples)
    {
        if (layout.Rows < 1 || layout.Columns < 1 || layout.SamplesPerPixel is < 1 or > 4 || layout.Length != samples.Length)
            throw new FrameCodecException($"JPEG: {samples.Length} bytes are no frame of {layout.Rows} x {layout.Columns} pixels with {layout.SamplesPerPixel} samples.");
        var stream = new JpegStream(coded);
        var missing = (1 << layout.SamplesPerPixel) - 1;
        while (missing != 0)
        {
            var scan = stream.NextScan();
            Check(stream.Frame, layout);
            foreach (var component in scan.Components)
            {
                if ((missing & (1 << component.Index)) == 0)
                    throw new FrameCodecException($"JPEG: component {component.Index + 1} comes in two scans, which sequential images do not have.");
                missing &= ~(1 << component.Index);
            }

            stream.Advance(new JpegSequentialScan(stream.Frame, scan, stream.Tables, layout).Decode(stream.EntropyCoded, samples));
        }
    }

    private static void Check(JpegFrameHeader frame, in FrameLayout layout)
    {
        if (frame.Process is not (JpegMarker.Sof0Baseline or JpegMarker.Sof1Extended))
            throw new FrameCodecException($"JPEG: the stream's process (marker FF{frame.Process:X2}) is neither baseline nor extended sequential with Huffman codes.");
        if (frame.Precision is not (8 or 12))
            throw new FrameCodecException($"JPEG: samples of {frame.Precision} bits; sequential images have 8 or 12.");
        frame.CheckAgainst(layout);
    }
}
