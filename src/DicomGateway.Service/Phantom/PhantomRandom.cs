using System.Globalization;

namespace DicomGateway.Service.Phantom;

/// <summary>SplitMix64: small, fast and the same on every machine. For invented data only.</summary>
internal sealed class PhantomRandom
{
    private ulong _state;

    public PhantomRandom(long seed, int stream)
    {
        _state = (ulong)seed;
        _state = Next64() ^ ((ulong)stream * 0xD1342543DE82EF95UL);
    }

    public int Next(int below) => (int)(Next64() % (ulong)below);

    public int Between(int first, int last) => first + Next(last - first + 1);

    public T Pick<T>(IReadOnlyList<T> from) => from[Next(from.Count)];

    public string Digits(int count) => string.Create(count, this, static (span, random) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = (char)('0' + random.Next(i == 0 ? 9 : 10) + (i == 0 ? 1 : 0));
    });

    public DateOnly Date(int firstYear, int lastYear) => new(Between(firstYear, lastYear), Between(1, 12), Between(1, 28));

    public string Time() => string.Create(CultureInfo.InvariantCulture, $"{Between(7, 18):00}{Next(60):00}{Next(60):00}.{Next(1000):000}000");

    /// <summary>A value of about normal distribution with this standard deviation.</summary>
    public double Noise(double deviation)
    {
        var sum = 0.0;
        for (var i = 0; i < 4; i++)
            sum += Next64() / (double)ulong.MaxValue;
        return (sum - 2) * deviation * 1.732;
    }

    private ulong Next64()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
