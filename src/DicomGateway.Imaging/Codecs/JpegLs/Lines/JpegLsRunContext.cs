namespace DicomGateway.Imaging.Codecs.JpegLs.Lines;

/// <summary>What is known of errors of the samples that end runs (T.87 A.7.2).</summary>
/// <param name="firstSum">A of the start.</param>
/// <param name="kind">RItype: 1 when the samples to the left and above are the same.</param>
internal struct JpegLsRunContext(int firstSum, int kind)
{
    private int _sum = firstSum;
    private int _count = 1;
    private int _negative;

    /// <summary>k of the Golomb code.</summary>
    public readonly int Order()
    {
        var sum = kind == 0 ? _sum : _sum + (_count >> 1);
        var order = 0;
        while (_count << order < sum && order < JpegLsContext.HighestOrder)
            order++;
        return order;
    }

    /// <summary>The error that a code stands for.</summary>
    public readonly int Error(int code, int order)
    {
        var odd = ((code + kind) & 1) != 0;
        var magnitude = (code + kind + 1) >> 1;
        return (order != 0 || 2 * _negative >= _count) == odd ? -magnitude : magnitude;
    }

    /// <summary>The code of an error.</summary>
    public readonly int Code(int error, int order)
    {
        var odd = error > 0 ? order == 0 && 2 * _negative < _count : error < 0 && (order != 0 || 2 * _negative >= _count);
        return (2 * Math.Abs(error)) - kind - (odd ? 1 : 0);
    }

    /// <summary>Learns an error and its code.</summary>
    public void Learn(int error, int code, int reset)
    {
        if (error < 0)
            _negative++;
        _sum += (code + 1 - kind) >> 1;
        if (_count == reset)
        {
            _sum >>= 1;
            _count >>= 1;
            _negative >>= 1;
        }

        _count++;
    }
}
