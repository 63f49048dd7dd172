namespace DicomGateway.Imaging.Codecs.Jpeg.Lossless;

/// <summary>The best Huffman code for how often each category of differences comes (ITU-T T.81 K.2).</summary>
internal sealed class LosslessCodeTable
{
    public const int Categories = 17;
    private const int LongestCode = 16;
    private readonly int[] _codes = new int[Categories];
    private readonly int[] _lengths = new int[Categories];

    public LosslessCodeTable(ReadOnlySpan<long> frequencies)
    {
        var lengths = Lengths(frequencies);
        // The longer, the rarer: symbols get their codes in this order, whatever length they had before the limit.
        var order = Enumerable.Range(0, Categories).Where(symbol => lengths[symbol] > 0).OrderBy(symbol => lengths[symbol]).ToArray();
        Counts = Limit(lengths);
        Symbols = [.. order.Select(symbol => (byte)symbol)];
        var place = 0;
        var code = 0;
        for (var length = 1; length <= LongestCode; length++, code <<= 1)
        {
            for (var index = 0; index < Counts[length - 1]; index++, place++)
                (_codes[order[place]], _lengths[order[place]]) = (code++, length);
        }
    }

    /// <summary>How many codes there are of each length from 1 to 16.</summary>
    public byte[] Counts { get; }

    /// <summary>Their symbols, shortest code first.</summary>
    public byte[] Symbols { get; }

    public int Code(int category) => _codes[category];

    public int Length(int category) => _lengths[category];

    // Lengths of the unlimited code; one more symbol, the rarest, keeps the code of all ones free.
    private static int[] Lengths(ReadOnlySpan<long> frequencies)
    {
        var lengths = new int[Categories + 1];
        var groups = new List<(long Frequency, List<int> Symbols)> { (0, [Categories]) };
        for (var symbol = 0; symbol < Categories; symbol++)
        {
            if (frequencies[symbol] > 0)
                groups.Add((frequencies[symbol], [symbol]));
        }

        while (groups.Count > 1)
        {
            // Among equals the later one goes down first, so that the reserved symbol stays deepest.
            var rarest = groups.OrderBy(group => group.Frequency).Take(2).ToArray();
            foreach (var symbol in rarest.SelectMany(group => group.Symbols))
                lengths[symbol]++;
            groups.RemoveAll(group => rarest.Contains(group));
            groups.Add((rarest[0].Frequency + rarest[1].Frequency, [.. rarest[0].Symbols, .. rarest[1].Symbols]));
        }

        return lengths;
    }

    // Brings codes of more than 16 bits up, two by two; then gives back the reserved one, which is among the longest.
    private static byte[] Limit(int[] lengths)
    {
        var counts = new int[Categories + 2];
        foreach (var length in lengths)
            counts[length]++;
        for (var length = counts.Length - 1; length > LongestCode; length--)
        {
            while (counts[length] > 0)
            {
                var shorter = length - 2;
                while (counts[shorter] == 0)
                    shorter--;
                counts[length] -= 2;
                counts[length - 1]++;
                counts[shorter + 1] += 2;
                counts[shorter]--;
            }
        }

        counts[Array.FindLastIndex(counts, LongestCode, count => count > 0)]--;
        return [.. counts.Skip(1).Take(LongestCode).Select(count => (byte)count)];
    }
}
