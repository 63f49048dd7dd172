using System.Runtime.CompilerServices;

namespace DicomGateway.Imaging.Codecs.JpegLs.Lines;

/// <summary>What decoder and encoder of a scan both keep: contexts, where in the table of run lengths each component is, and how gradients are told apart.</summary>
internal sealed class JpegLsModel
{
    private const int Contexts = 365;
    private readonly JpegLsContext[] _contexts = new JpegLsContext[Contexts];
    private readonly JpegLsRunContext[] _runContexts = new JpegLsRunContext[2];
    private readonly int[] _runIndices;
    private readonly sbyte[] _regions;
    private readonly int _largestGradient;

    public JpegLsModel(JpegLsParameters parameters, int components)
    {
        Parameters = parameters;
        _runIndices = new int[components];
        _largestGradient = parameters.Threshold3;
        _regions = new sbyte[(2 * _largestGradient) + 1];
        for (var gradient = 0; gradient <= _largestGradient; gradient++)
        {
            var region = gradient <= parameters.Near ? 0
                : gradient < parameters.Threshold1 ? 1
                : gradient < parameters.Threshold2 ? 2
                : gradient < parameters.Threshold3 ? 3
                : 4;
            _regions[_largestGradient + gradient] = (sbyte)region;
            _regions[_largestGradient - gradient] = (sbyte)-region;
        }

        Reset();
    }

    public JpegLsParameters Parameters { get; }

    // J of A.2.1
    private static ReadOnlySpan<byte> RunOrders => [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    /// <summary>Back to the state of the start of a scan, as after a restart marker.</summary>
    public void Reset()
    {
        var sum = Math.Max(2, (Parameters.Range + 32) / 64);
        Array.Fill(_contexts, new JpegLsContext(sum));
        _runContexts[0] = new JpegLsRunContext(sum, 0);
        _runContexts[1] = new JpegLsRunContext(sum, 1);
        Array.Clear(_runIndices);
    }

    /// <summary>Number of the neighbourhood of a sample (A.3.3, A.3.4), below zero for a mirrored one; 0 where a run starts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Neighbourhood(int left, int above, int aboveLeft, int aboveRight) =>
        (81 * Region(aboveRight - above)) + (9 * Region(above - aboveLeft)) + Region(aboveLeft - left);

    public ref JpegLsContext Context(int index) => ref _contexts[index];

    public ref JpegLsRunContext RunContext(int kind) => ref _runContexts[kind];

    /// <summary>Two to the power of it is the length of the component's next piece of a run.</summary>
    public int RunOrder(int component) => RunOrders[_runIndices[component]];

    public void LongerRuns(int component) => _runIndices[component] = Math.Min(_runIndices[component] + 1, RunOrders.Length - 1);

    public void ShorterRuns(int component) => _runIndices[component] = Math.Max(_runIndices[component] - 1, 0);

    /// <summary>Median edge detection (A.4.1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Predict(int left, int above, int aboveLeft)
    {
        var (low, high) = left < above ? (left, above) : (above, left);
        return aboveLeft >= high ? low : aboveLeft <= low ? high : left + above - aboveLeft;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Region(int gradient)
    {
        var index = gradient + _largestGradient;
        return (uint)index < (uint)_regions.Length ? _regions[index] : gradient < 0 ? -4 : 4;
    }
}
