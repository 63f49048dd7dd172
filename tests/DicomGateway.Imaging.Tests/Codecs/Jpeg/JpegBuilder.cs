namespace DicomGateway.Imaging.Tests.Codecs.Jpeg;

/// <summary>Writes JPEG streams of given coefficients, with codes that are all of one length.</summary>
internal sealed class JpegBuilder(int precision, int rows, int columns, params (int H, int V)[] factors)
{
    private static readonly int[] ZigZag =
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    private readonly List<byte> _stream = [0xFF, 0xD8];
    private ulong _bits;
    private int _count;

    public byte Process { get; init; } = 0xC1;

    public int CodeLength { get; init; } = 9;

    public int RestartInterval { get; init; }

    public int? Lines { get; init; }

    /// <summary>Coefficients, in rows of eight, of a block: by component, row and column of it.</summary>
    public required Func<int, int, int, int[]> Block { get; init; }

    /// <summary>The stream with all components in one scan, or each in one of its own.</summary>
    public byte[] Build(bool together)
    {
        Headers();
        if (together && factors.Length > 1)
            Scan([.. Enumerable.Range(0, factors.Length)]);
        else
            Enumerable.Range(0, factors.Length).ToList().ForEach(component => Scan(component));
        return [.. _stream, 0xFF, 0xD9];
    }

    private void Headers()
    {
        Segment(0xE0, [1, 2, 3]);
        Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]);
        Segment(Process, [(byte)precision, (byte)((Lines ?? rows) >> 8), (byte)(Lines ?? rows), (byte)(columns >> 8), (byte)columns, (byte)factors.Length,
            .. factors.SelectMany((factor, index) => new byte[] { (byte)(index + 1), (byte)((factor.H << 4) | factor.V), 0 })]);
        byte[] counts = [.. Enumerable.Range(1, 16).Select(length => (byte)(length == CodeLength ? 255 : 0))];
        byte[] symbols = [.. Enumerable.Range(0, 255).Select(symbol => (byte)symbol)];
        Segment(0xC4, [0, .. counts, .. symbols, 0x10, .. counts, .. symbols]);
        if (RestartInterval > 0)
            Segment(0xDD, [(byte)(RestartInterval >> 8), (byte)RestartInterval]);
    }

    private void Segment(byte marker, byte[] content) => _stream.AddRange([0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content]);

    private void Scan(params int[] components)
    {
        Segment(0xDA, [(byte)components.Length, .. components.SelectMany(component => new byte[] { (byte)(component + 1), 0 }), 0, 63, 0]);
        int maxH = factors.Max(factor => factor.H), maxV = factors.Max(factor => factor.V);
        var (h, v) = components.Length > 1 ? (1, 1) : factors[components[0]];
        int across = Up(components.Length > 1 ? columns : Up(columns * h, maxH), 8 * (components.Length > 1 ? maxH : 1));
        int down = Up(components.Length > 1 ? rows : Up(rows * v, maxV), 8 * (components.Length > 1 ? maxV : 1));
        var last = new int[4];
        for (var unit = 0; unit < across * down; unit++)
        {
            if (RestartInterval > 0 && unit > 0 && unit % RestartInterval == 0)
            {
                Flush();
                _stream.AddRange([0xFF, (byte)(0xD0 + (((unit / RestartInterval) - 1) % 8))]);
                Array.Clear(last);
            }

            foreach (var component in components)
            {
                var (blocksH, blocksV) = components.Length > 1 ? factors[component] : (1, 1);
                for (var block = 0; block < blocksH * blocksV; block++)
                    Code(Block(component, (unit / across * blocksV) + (block / blocksH), (unit % across * blocksH) + (block % blocksH)), ref last[component]);
            }
        }

        Flush();
    }

    private void Code(int[] block, ref int last)
    {
        Value(0, block[0] - last);
        last = block[0];
        var run = 0;
        for (var at = 1; at < 64; at++)
        {
            var value = block[ZigZag[at]];
            if (value == 0)
            {
                run++;
                continue;
            }

            for (; run > 15; run -= 16)
                Put(0xF0, CodeLength);
            Value(run, value);
            run = 0;
        }

        if (run > 0)
            Put(0, CodeLength);
    }

    private void Value(int run, int value)
    {
        var size = 0;
        while (Math.Abs(value) >> size != 0)
            size++;
        Put((run << 4) | size, CodeLength);
        Put((value < 0 ? value - 1 : value) & ((1 << size) - 1), size);
    }

    private void Put(int value, int length)
    {
        _bits = (_bits << length) | (uint)value;
        for (_count += length; _count >= 8; _count -= 8)
        {
            var next = (byte)(_bits >> (_count - 8));
            _stream.Add(next);
            if (next == 0xFF)
                _stream.Add(0);
        }
    }

    private void Flush()
    {
        if (_count > 0)
            Put((1 << (8 - _count)) - 1, 8 - _count);
    }

    private static int Up(int length, int by) => (length + by - 1) / by;
}
