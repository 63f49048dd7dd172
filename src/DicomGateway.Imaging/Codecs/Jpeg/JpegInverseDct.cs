namespace DicomGateway.Imaging.Codecs.Jpeg;

/// <summary>
/// The inverse discrete cosine transform of 8 x 8 coefficients (ITU-T T.81 A.3.3) in whole numbers: rows and columns by Loeffler, Ligtenberg and Moschytz'
/// flow graph with 12 multiplications, cosines of 13 bits. Its rounding is that of the decoders that are in use, so that their samples are ours.
/// </summary>
internal static class JpegInverseDct
{
    private const int ConstantBits = 13;

    // Cosine sums of the flow graph, times 2^13.
    private const int C0298 = 2446;
    private const int C0390 = 3196;
    private const int C0541 = 4433;
    private const int C0765 = 6270;
    private const int C0899 = 7373;
    private const int C1175 = 9633;
    private const int C1501 = 12299;
    private const int C1847 = 15137;
    private const int C1961 = 16069;
    private const int C2053 = 16819;
    private const int C2562 = 20995;
    private const int C3072 = 25172;

    /// <summary>Transforms a block in place; samples come out around zero, neither shifted nor limited.</summary>
    /// <param name="block">64 dequantized coefficients in natural order.</param>
    /// <param name="precision">Bits of a sample: those of more than 8 leave less room for the fraction between the passes.</param>
    public static void Transform(Span<int> block, int precision)
    {
        var fraction = precision > 8 ? 1 : 2;
        block = block[..64];
        for (var column = 0; column < 8; column++)
            Column(block[column..], fraction);
        for (var row = 0; row < 64; row += 8)
            Pass(block.Slice(row, 8), 1, ConstantBits + fraction + 3);
    }

    private static void Column(Span<int> block, int fraction)
    {
        if ((block[8] | block[16] | block[24] | block[32] | block[40] | block[48] | block[56]) != 0)
        {
            Pass(block, 8, ConstantBits - fraction);
            return;
        }

        var value = block[0] << fraction;
        for (var at = 0; at < 64; at += 8)
            block[at] = value;
    }

    private static void Pass(Span<int> line, int step, int shift)
    {
        int in1 = line[step], in2 = line[2 * step], in3 = line[3 * step], in5 = line[5 * step], in6 = line[6 * step], in7 = line[7 * step];
        var even = (in2 + in6) * C0541;
        int even2 = even - (in6 * C1847), even3 = even + (in2 * C0765);
        int even0 = (line[0] + line[4 * step]) << ConstantBits, even1 = (line[0] - line[4 * step]) << ConstantBits;
        var round = 1 << (shift - 1);
        int sum0 = even0 + even3 + round, sum3 = even0 - even3 + round, sum1 = even1 + even2 + round, sum2 = even1 - even2 + round;

        var all = (in7 + in3 + in5 + in1) * C1175;
        int z1 = (in7 + in1) * -C0899, z2 = (in5 + in3) * -C2562, z3 = ((in7 + in3) * -C1961) + all, z4 = ((in5 + in1) * -C0390) + all;
        int odd0 = (in7 * C0298) + z1 + z3, odd1 = (in5 * C2053) + z2 + z4, odd2 = (in3 * C3072) + z2 + z3, odd3 = (in1 * C1501) + z1 + z4;

        line[0] = (sum0 + odd3) >> shift;
        line[7 * step] = (sum0 - odd3) >> shift;
        line[step] = (sum1 + odd2) >> shift;
        line[6 * step] = (sum1 - odd2) >> shift;
        line[2 * step] = (sum2 + odd1) >> shift;
        line[5 * step] = (sum2 - odd1) >> shift;
        line[3 * step] = (sum3 + odd0) >> shift;
        line[4 * step] = (sum3 - odd0) >> shift;
    }
}
