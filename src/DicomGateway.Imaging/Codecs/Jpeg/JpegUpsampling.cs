namespace DicomGateway.Imaging.Codecs.Jpeg;

/// <summary>
/// Gives every pixel a sample where a component has fewer. Half as many are weighted by their distance, three to one, as the decoders that are in use do:
/// samples lie in the middle of the pixels that they stand for (JFIF).
/// </summary>
internal static class JpegUpsampling
{
    /// <summary>Below so many samples a line has no middle to weigh in.</summary>
    public const int ShortestWeighted = 3;

    /// <summary>Twice as many samples along a line.</summary>
    public static void Double(ReadOnlySpan<short> line, Span<short> wide)
    {
        var last = line.Length - 1;
        wide[0] = line[0];
        for (var at = 0; at < last; at++)
        {
            int here = line[at], next = line[at + 1];
            wide[(2 * at) + 1] = (short)(((3 * here) + next + 2) >> 2);
            wide[(2 * at) + 2] = (short)(((3 * next) + here + 1) >> 2);
        }

        wide[(2 * last) + 1] = line[last];
    }

    /// <summary>Twice as many samples along a line that lies between two lines.</summary>
    /// <param name="near">The line that is three times as near.</param>
    /// <param name="far">The other one.</param>
    /// <param name="wide">Gets the line.</param>
    public static void Double(ReadOnlySpan<short> near, ReadOnlySpan<short> far, Span<short> wide)
    {
        var last = near.Length - 1;
        var here = (3 * near[0]) + far[0];
        wide[0] = (short)(((4 * here) + 8) >> 4);
        for (var at = 0; at < last; at++)
        {
            var next = (3 * near[at + 1]) + far[at + 1];
            wide[(2 * at) + 1] = (short)(((3 * here) + next + 7) >> 4);
            wide[(2 * at) + 2] = (short)(((3 * next) + here + 8) >> 4);
            here = next;
        }

        wide[(2 * last) + 1] = (short)(((4 * here) + 7) >> 4);
    }

    /// <summary>Each sample again and again: any other ratio.</summary>
    public static void Repeat(ReadOnlySpan<short> line, Span<short> wide, int factor, int most)
    {
        for (var at = 0; at < wide.Length; at++)
            wide[at] = line[Math.Min(at * factor / most, line.Length - 1)];
    }
}
