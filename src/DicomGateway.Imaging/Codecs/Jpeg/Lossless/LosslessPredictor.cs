using System.Runtime.CompilerServices;

namespace DicomGateway.Imaging.Codecs.Jpeg.Lossless;

/// <summary>How lossless JPEG expects a sample from those before it (ITU-T T.81 H.1.2.1).</summary>
internal static class LosslessPredictor
{
    /// <summary>The predictor of first lines, and the only one of "selection value 1" streams: the sample to the left.</summary>
    public const int Left = 1;

    /// <summary>The predictor of the first sample of the other lines: the sample above.</summary>
    public const int Above = 2;

    public const int Last = 7;

    /// <summary>What is expected of a first sample.</summary>
    public static int First(int precision, int pointTransform) => 1 << (precision - pointTransform - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Predict(int selection, int left, int above, int aboveLeft) => selection switch
    {
        1 => left,
        2 => above,
        3 => aboveLeft,
        4 => left + above - aboveLeft,
        5 => left + ((above - aboveLeft) >> 1),
        6 => above + ((left - aboveLeft) >> 1),
        _ => (left + above) >> 1,
    };
}
