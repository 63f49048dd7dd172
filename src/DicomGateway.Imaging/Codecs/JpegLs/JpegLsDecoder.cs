namespace DicomGateway.Imaging.Codecs.JpegLs;

/// <summary>JPEG-LS, lossless and near-lossless (ITU-T T.87, PS3.5 A.4.3).</summary>
internal sealed class JpegLsDecoder : IFrameDecoder
{
    public IReadOnlyList<string> TransferSyntaxUids { get; } = ["1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81"];

    public void Decode(ReadOnlySpan<byte> coded, in FrameLayout layout, Span<byte> samples)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(samples.Length, layout.Length);
        var headers = new JpegLsHeaders();
        var position = 0;
        if (JpegLsMarkers.Next(coded, ref position) != JpegLsMarkers.StartOfImage)
            throw new FrameCodecException("This is no JPEG-LS stream: it has no start of image.");
        var decoded = new bool[layout.SamplesPerPixel];
        while (decoded.Contains(false))
        {
            if (ReadHeaders(coded, ref position, headers) is not { } scan)
                throw new FrameCodecException("The JPEG-LS stream is cut off: it ends before all its scans.");
            FrameCells.Check(layout, headers.Rows != 0 ? headers.Rows : layout.Rows, headers.Columns, headers.Components, headers.Precision);
            foreach (var component in scan.Components)
            {
                if (decoded[component])
                    throw new FrameCodecException("The JPEG-LS stream is damaged: it has a component twice.");
                decoded[component] = true;
            }

            position = new JpegLsScanDecoder(scan, headers).Decode(coded, position, layout, samples);
        }
    }

    // On to the next scan; null when there is none.
    private static JpegLsScanHeader? ReadHeaders(ReadOnlySpan<byte> coded, ref int position, JpegLsHeaders headers)
    {
        while (JpegLsMarkers.Next(coded, ref position) is { } marker and not JpegLsMarkers.EndOfImage)
        {
            if (marker is JpegLsMarkers.StartOfImage or (>= JpegLsMarkers.Restart0 and <= JpegLsMarkers.Restart7))
                continue;
            var segment = JpegLsMarkers.Segment(coded, ref position);
            switch (marker)
            {
                case JpegLsMarkers.StartOfScan:
                    return headers.ReadScan(segment);
                case JpegLsMarkers.StartOfFrame:
                    headers.ReadFrame(segment);
                    break;
                case JpegLsMarkers.Presets:
                    headers.ReadPresets(segment);
                    break;
                case JpegLsMarkers.RestartInterval:
                    headers.ReadRestartInterval(segment);
                    break;
                case JpegLsMarkers.NumberOfLines:
                    headers.ReadNumberOfLines(segment);
                    break;
                case >= 0xC0 and <= 0xCF:
                    throw new FrameCodecException($"The stream is no JPEG-LS: its frame is of the JPEG process FF{marker:X2}.");
            }
        }

        return null;
    }
}
