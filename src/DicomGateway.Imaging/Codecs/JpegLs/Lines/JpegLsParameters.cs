using System.Numerics;

namespace DicomGateway.Imaging.Codecs.JpegLs.Lines;

/// <summary>What rules the coding of a scan: presets or their defaults (T.87 C.2.4.1.1.1), and what follows from them (A.2.1).</summary>
internal sealed class JpegLsParameters
{
    private const int DefaultReset = 64;

    public JpegLsParameters(int precision, int near, JpegLsPresets presets)
    {
        MaximumValue = Or(presets.MaximumValue, (1 << precision) - 1);
        Near = near;
        Check(MaximumValue >> precision == 0, "MAXVAL");
        Check(near <= Math.Min(255, MaximumValue / 2), "NEAR");
        var defaults = Thresholds();
        Threshold1 = Or(presets.Threshold1, defaults.First);
        Threshold2 = Or(presets.Threshold2, defaults.Second);
        Threshold3 = Or(presets.Threshold3, defaults.Third);
        Reset = Or(presets.Reset, DefaultReset);
        Check(Threshold1 > near && Threshold1 <= Threshold2 && Threshold2 <= Threshold3 && Threshold3 <= MaximumValue, "thresholds");
        Check(Reset >= 3 && Reset <= Math.Max(255, MaximumValue), "RESET");
        Range = ((MaximumValue + (2 * near)) / Step) + 1;
        ErrorBits = BitsOf(Range - 1);
        var sampleBits = Math.Max(2, BitsOf(MaximumValue));
        Limit = 2 * (sampleBits + Math.Max(8, sampleBits));
    }

    /// <summary>MAXVAL.</summary>
    public int MaximumValue { get; }

    /// <summary>NEAR: by how much a sample may differ from what was encoded.</summary>
    public int Near { get; }

    public int Threshold1 { get; }

    public int Threshold2 { get; }

    public int Threshold3 { get; }

    /// <summary>RESET: after how many samples the sums of a context are halved.</summary>
    public int Reset { get; }

    /// <summary>RANGE: how many different errors there are.</summary>
    public int Range { get; }

    /// <summary>qbpp.</summary>
    public int ErrorBits { get; }

    /// <summary>LIMIT: bits of the longest code.</summary>
    public int Limit { get; }

    /// <summary>2 NEAR + 1.</summary>
    public int Step => (2 * Near) + 1;

    /// <summary>The sample that a prediction and an error give (A.4.4, A.4.5).</summary>
    public int Reconstruct(int predicted, int error)
    {
        var value = predicted + (error * Step);
        if (value < -Near)
            value += Range * Step;
        else if (value > MaximumValue + Near)
            value -= Range * Step;
        return Clamp(value);
    }

    /// <summary>The nearest value that a sample can have.</summary>
    public int Clamp(int value) => value < 0 ? 0 : value > MaximumValue ? MaximumValue : value;

    /// <summary>The error of a sample, quantised by NEAR and brought into the range (A.4.4, A.4.5).</summary>
    public int Error(int difference)
    {
        var error = Near == 0 ? difference : difference > 0 ? (difference + Near) / Step : -((Near - difference) / Step);
        if (error < 0)
            error += Range;
        return error >= (Range + 1) / 2 ? error - Range : error;
    }

    private static int Or(int preset, int byDefault) => preset != 0 ? preset : byDefault;

    private static int BitsOf(int largest) => largest == 0 ? 0 : BitOperations.Log2((uint)largest) + 1;

    private static void Check(bool holds, string what)
    {
        if (!holds)
            throw new FrameCodecException($"The JPEG-LS stream's {what} is out of range.");
    }

    private (int First, int Second, int Third) Thresholds()
    {
        if (MaximumValue >= 128)
        {
            var factor = (Math.Min(MaximumValue, 4095) + 128) / 256;
            return Ordered(factor + 2 + (3 * Near), (4 * factor) + 3 + (5 * Near), (17 * factor) + 4 + (7 * Near));
        }

        var divisor = 256 / (MaximumValue + 1);
        return Ordered(Math.Max(2, (3 / divisor) + (3 * Near)), Math.Max(3, (7 / divisor) + (5 * Near)), Math.Max(4, (21 / divisor) + (7 * Near)));
    }

    private (int First, int Second, int Third) Ordered(int first, int second, int third)
    {
        first = AtLeast(Near + 1, first);
        second = AtLeast(first, second);
        return (first, second, AtLeast(second, third));
    }

    private int AtLeast(int least, int value) => value > MaximumValue || value < least ? least : value;
}
