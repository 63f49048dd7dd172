namespace DicomGateway.Imaging.Codecs.Jpeg;

/// <summary>One component of a scan.</summary>
/// <param name="Index">Which of the frame's components, by their order.</param>
/// <param name="DcTable">Which Huffman table codes its DC coefficients or, lossless, its differences.</param>
/// <param name="AcTable">Which Huffman table codes its AC coefficients.</param>
internal readonly record struct JpegScanComponent(int Index, int DcTable, int AcTable);

/// <summary>The scan header (ITU-T T.81 B.2.3).</summary>
/// <param name="Components">1 to 4 of the frame's components, in its order.</param>
/// <param name="SpectralStart">First coefficient; lossless: the predictor.</param>
/// <param name="SpectralEnd">Last coefficient.</param>
/// <param name="ApproximationHigh">Successive approximation, only progressive.</param>
/// <param name="ApproximationLow">Successive approximation; lossless: the point transform.</param>
internal sealed record JpegScanHeader(IReadOnlyList<JpegScanComponent> Components, int SpectralStart, int SpectralEnd, int ApproximationHigh, int ApproximationLow)
{
    /// <param name="segment">What stands behind the marker's length.</param>
    /// <param name="frame">The frame that the scan belongs to.</param>
    public static JpegScanHeader Read(ReadOnlySpan<byte> segment, JpegFrameHeader frame)
    {
        if (segment.IsEmpty || segment[0] is 0 or > 4 || segment.Length != 4 + (2 * segment[0]))
            throw new FrameCodecException($"JPEG: a scan header has {segment.Length} bytes, which do not fit its number of components.");
        var components = new JpegScanComponent[segment[0]];
        var last = -1;
        for (var index = 0; index < components.Length; index++)
        {
            byte id = segment[1 + (2 * index)], tables = segment[2 + (2 * index)];
            var which = Find(frame, id);
            if (which <= last || tables >> 4 > 3 || (tables & 15) > 3)
                throw new FrameCodecException($"JPEG: a scan names component {id}, which the frame does not have or not there, or a table that does not exist.");
            components[index] = new JpegScanComponent(which, tables >> 4, tables & 15);
            last = which;
        }

        var rest = segment[^3..];
        return new JpegScanHeader(components, rest[0], rest[1], rest[2] >> 4, rest[2] & 15);
    }

    private static int Find(JpegFrameHeader frame, byte id)
    {
        for (var index = 0; index < frame.Components.Count; index++)
        {
            if (frame.Components[index].Id == id)
                return index;
        }

        return -1;
    }
}
