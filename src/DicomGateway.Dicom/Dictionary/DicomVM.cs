using System.Globalization;

namespace DicomGateway.Dicom.Dictionary;

/// <summary>Value multiplicity (PS3.5 section 6.4): how many values an element may hold.</summary>
/// <param name="Minimum">The least number of values.</param>
/// <param name="Maximum">The greatest number of values; <see cref="Unbounded"/> for "n".</param>
/// <param name="Step">The distance between allowed numbers: 2 for "2-2n", otherwise 1.</param>
public readonly record struct DicomVM(int Minimum, int Maximum, int Step)
{
    /// <summary>The <see cref="Maximum"/> of "1-n" and the like.</summary>
    public const int Unbounded = int.MaxValue;

    /// <summary>True when more than one value is allowed.</summary>
    public bool AllowsMany => Maximum > 1;

    /// <summary>Reads "1", "1-2", "1-n" or "2-2n" as PS3.6 writes them.</summary>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static DicomVM Parse(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0)
        {
            var count = Number(text);
            return new DicomVM(count, count, 1);
        }

        var minimum = Number(text.AsSpan(0, dash));
        var upper = text.AsSpan(dash + 1);
        if (upper is "n")
            return new DicomVM(minimum, Unbounded, 1);
        return upper is [.., 'n'] ? new DicomVM(minimum, Unbounded, Number(upper[..^1])) : new DicomVM(minimum, Number(upper), 1);
    }

    /// <summary>True when an element may hold this number of values; an empty element (0) is a matter of its type, not of its multiplicity.</summary>
    public bool Allows(int count) => count >= Minimum && count <= Maximum && (count - Minimum) % Step == 0;

    /// <summary>As PS3.6 writes it.</summary>
    public override string ToString()
    {
        if (Minimum == Maximum)
            return Minimum.ToString(CultureInfo.InvariantCulture);
        if (Maximum != Unbounded)
            return string.Create(CultureInfo.InvariantCulture, $"{Minimum}-{Maximum}");
        return Step == 1 ? string.Create(CultureInfo.InvariantCulture, $"{Minimum}-n") : string.Create(CultureInfo.InvariantCulture, $"{Minimum}-{Step}n");
    }

    private static int Number(ReadOnlySpan<char> text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
