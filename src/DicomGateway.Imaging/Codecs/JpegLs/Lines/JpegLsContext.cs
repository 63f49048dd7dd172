using System.Runtime.CompilerServices;

namespace DicomGateway.Imaging.Codecs.JpegLs.Lines;

/// <summary>What is known of errors after samples of one kind of neighbourhood: A, B, C, N of T.87.</summary>
internal struct JpegLsContext(int firstSum)
{
    // No order of a sound stream is above 16; more would come from sums that a damaged one has spoilt.
    internal const int HighestOrder = 24;

    private int _sum = firstSum;
    private int _bias;
    private int _count = 1;

    /// <summary>C: what is to be added to predictions.</summary>
    public int Correction { get; private set; }

    /// <summary>Errors lie below zero more often: their codes change places when the order is 0 (A.5.2).</summary>
    public readonly bool LeansBelow => 2 * _bias <= -_count;

    /// <summary>k of the Golomb code (A.5.1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Order()
    {
        var order = 0;
        while (_count << order < _sum && order < HighestOrder)
            order++;
        return order;
    }

    /// <summary>Learns an error (A.6).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Learn(int error, JpegLsParameters parameters)
    {
        _sum += error < 0 ? -error : error;
        _bias += error * parameters.Step;
        if (_count == parameters.Reset)
        {
            _sum >>= 1;
            _bias >>= 1;
            _count >>= 1;
        }

        _count++;
        if (_bias <= -_count)
        {
            _bias = Math.Max(_bias + _count, 1 - _count);
            if (Correction > -128)
                Correction--;
        }
        else if (_bias > 0)
        {
            _bias = Math.Min(_bias - _count, 0);
            if (Correction < 127)
                Correction++;
        }
    }
}
