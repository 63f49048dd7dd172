namespace DicomGateway.Imaging.Codecs.Rle;

/// <summary>Decodes RLE Lossless (PS3.5 annex G).</summary>
internal sealed class RleDecoder : IFrameDecoder
{
    public IReadOnlyList<string> TransferSyntaxUids { get; } = ["1.2.840.10008.1.2.5"];

    public void Decode(ReadOnlySpan<byte> coded, in FrameLayout layout, Span<byte> samples)
    {
        var planes = RlePlanes.Of(layout, samples.Length);
        RleHeader.Check(coded, planes.Count);
        for (var segment = 0; segment < planes.Count; segment++)
        {
            var bytes = RleHeader.Segment(coded, segment, planes.Count);
            var plane = samples[RlePlanes.OffsetInPixel(segment, layout.BytesPerSample)..];
            var filled = planes.Count == 1 ? Fill(bytes, plane) : Scatter(bytes, plane, planes.Count, planes.Length);
            if (filled != planes.Length)
                throw new FrameCodecException($"RLE: segment {segment + 1} does not hold the {planes.Length} bytes of its plane; the frame is damaged or cut off.");
        }
    }

    // Both stop at the first run that is cut off or leads beyond the plane, and say how much they have; what follows a full plane is padding.
    private static int Fill(ReadOnlySpan<byte> bytes, Span<byte> plane)
    {
        var at = 0;
        while (at < plane.Length && Next(ref bytes, plane.Length - at, out var literal, out var run))
        {
            if (literal.IsEmpty)
                plane.Slice(at, run.Count).Fill(run.Byte);
            else
                literal.CopyTo(plane[at..]);
            at += run.Count;
        }

        return at;
    }

    private static int Scatter(ReadOnlySpan<byte> bytes, Span<byte> pixels, int stride, int length)
    {
        var at = 0;
        while (at < length && Next(ref bytes, length - at, out var literal, out var run))
        {
            var to = at * stride;
            for (var index = 0; index < run.Count; index++, to += stride)
                pixels[to] = literal.IsEmpty ? run.Byte : literal[index];
            at += run.Count;
        }

        return at;
    }

    // The next run of a segment (PS3.5 G.3.2), literal bytes or one byte many times; false when there is none that fits.
    private static bool Next(ref ReadOnlySpan<byte> bytes, int room, out ReadOnlySpan<byte> literal, out (int Count, byte Byte) run)
    {
        literal = default;
        run = default;
        while (bytes.Length >= 2)
        {
            var control = (sbyte)bytes[0];
            // -128 says nothing: no operation.
            if (control == sbyte.MinValue)
            {
                bytes = bytes[1..];
                continue;
            }

            var count = Math.Abs((int)control) + 1;
            var length = control < 0 ? 1 : count;
            if (count > room || length > bytes.Length - 1)
                return false;
            literal = control < 0 ? default : bytes.Slice(1, length);
            run = (count, bytes[1]);
            bytes = bytes[(1 + length)..];
            return true;
        }

        return false;
    }
}
