namespace DicomGateway.Imaging.Codecs.Jpeg;

/// <summary>Decodes the blocks of one component in a scan (ITU-T T.81 F.2): Huffman codes, dequantization, inverse transform.</summary>
internal sealed class JpegBlockDecoder(JpegHuffmanTable dc, JpegHuffmanTable ac, ushort[] quantization, int precision)
{
    private readonly int[] _block = new int[64];
    private int _prediction;

    // Places of the zig-zag sequence (ITU-T T.81 figure A.6) in rows of eight.
    private static ReadOnlySpan<byte> Natural =>
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    /// <summary>Forgets the last DC coefficient, as a restart wants it.</summary>
    public void Restart() => _prediction = 0;

    /// <summary>Decodes the next block.</summary>
    /// <param name="bits">Where its codes stand.</param>
    /// <param name="target">Where its first sample goes.</param>
    /// <param name="stride">From one line of samples to the next.</param>
    public void Decode(ref JpegBits bits, Span<short> target, int stride)
    {
        var block = _block.AsSpan();
        block.Clear();
        var last = Coefficients(ref bits, block);
        int middle = 1 << (precision - 1), most = (1 << precision) - 1;
        if (last == 0)
        {
            // The transform of a DC coefficient alone is itself over eight.
            var flat = (short)Math.Clamp(((block[0] + 4) >> 3) + middle, 0, most);
            for (var row = 0; row < 8; row++)
                target.Slice(row * stride, 8).Fill(flat);
            return;
        }

        JpegInverseDct.Transform(block, precision);
        for (var row = 0; row < 8; row++)
        {
            var line = target.Slice(row * stride, 8);
            var values = block.Slice(8 * row, 8);
            for (var column = 0; column < line.Length; column++)
                line[column] = (short)Math.Clamp(values[column] + middle, 0, most);
        }
    }

    // Gives the place of the last coefficient that is there.
    private int Coefficients(ref JpegBits bits, Span<int> block)
    {
        var category = bits.Decode(dc);
        if (category > 15)
            throw new FrameCodecException($"JPEG: a DC coefficient of category {category}, which sequential images do not have; the stream is damaged.");
        if (category != 0)
            _prediction = (short)(_prediction + bits.ReceiveExtended(category));
        block[0] = _prediction * quantization[0];
        var natural = Natural;
        var last = 0;
        for (var at = 1; at < 64; at++)
        {
            var symbol = bits.Decode(ac);
            int run = symbol >> 4, size = symbol & 15;
            if (size == 0 && run != 15)
                break;
            at += run;
            if (at > 63)
                throw new FrameCodecException("JPEG: a block has more than 64 coefficients; the stream is damaged.");
            if (size == 0)
                continue;
            block[natural[at]] = bits.ReceiveExtended(size) * quantization[at];
            last = at;
        }

        return last;
    }
}
