using System.Runtime.InteropServices;
using DicomGateway.Imaging.Codecs;
using DicomGateway.Imaging.Codecs.Jpeg;
using DicomGateway.Imaging.Tests.Codecs.Support;

namespace DicomGateway.Imaging.Tests.Codecs.Jpeg;

internal sealed class JpegDecoderTests
{
    private static readonly JpegDecoder Decoder = new();

    [Test]
    public void Flat_blocks_are_their_dc_coefficient_over_eight()
    {
        var stream = new JpegBuilder(8, 9, 17, (1, 1)) { Block = (_, row, column) => Dc((8 * ((3 * row) + column)) - 80) }.Build(true);
        var samples = Decode(stream, new FrameLayout(9, 17, 1, 8, 8, false));
        Assert.That(new[] { samples[0], samples[7], samples[8], samples[16], samples[8 * 17], samples[(8 * 17) + 16] }, Is.EqualTo(new byte[] { 118, 118, 119, 120, 121, 123 }));
    }

    [Test]
    public void Samples_are_the_inverse_transform_of_the_coefficients([Values(8, 12)] int precision, [Values(9, 12, 16)] int codeLength)
    {
        var blocks = new Blocks(precision, 7);
        var layout = new FrameLayout(24, 32, 1, precision == 8 ? 8 : 16, precision, false);
        var samples = Samples(Decode(new JpegBuilder(precision, 24, 32, (1, 1)) { Block = blocks.Get, CodeLength = codeLength }.Build(true), layout), layout);
        for (var at = 0; at < samples.Length; at++)
        {
            int row = at / 32, column = at % 32;
            Assert.That(samples[at], Is.EqualTo(blocks.Sample(0, row, column)).Within(1), $"row {row}, column {column}");
        }
    }

    [Test]
    public void Components_decode_alike_in_one_scan_and_in_many(
        [Values("1x1,1x1,1x1", "2x2,1x1,1x1", "2x1,1x1,1x1", "1x2,1x1,1x1", "4x1,1x1,2x1", "3x1,2x1,1x1", "1x1,2x2,1x1")] string factors,
        [Values(8, 12)] int precision, [Values(0, 1, 5)] int restartInterval)
    {
        var layout = new FrameLayout(45, 67, 3, precision == 8 ? 8 : 16, precision, false);
        byte[] Build(bool together, int lines) => new JpegBuilder(precision, 45, 67, Factors(factors))
        {
            Block = new Blocks(precision, 8).Get,
            RestartInterval = restartInterval,
            Lines = lines,
        }.Build(together);
        var samples = Decode(Build(true, 45), layout);
        Assert.That(Decode(Build(false, 45), layout), Is.EqualTo(samples));
        Assert.That(Decode(Build(true, 0), layout), Is.EqualTo(samples), "lines that the header leaves open");
        // The component that has all samples is not touched by those that have fewer.
        var full = Array.IndexOf(factors.Split(','), factors.Split(',').Max());
        Assert.That(Samples(samples, layout)[(((44 * 67) + 66) * 3) + full], Is.EqualTo(new Blocks(precision, 8).Sample(full, 44, 66)).Within(1));
    }

    [Test]
    public void Half_the_samples_are_weighted_by_distance()
    {
        short[] wide = new short[8];
        JpegUpsampling.Double([0, 100, 100, 8], wide);
        Assert.That(wide, Is.EqualTo(new short[] { 0, 25, 75, 100, 100, 77, 31, 8 }));
        JpegUpsampling.Double([0, 100, 100, 8], [16, 16, 16, 16], wide);
        Assert.That(wide, Is.EqualTo(new short[] { 4, 23, 60, 79, 79, 62, 27, 10 }));
    }

    [Test]
    public void Signed_samples_carry_their_sign_to_the_whole_cell()
    {
        var stream = new JpegBuilder(12, 8, 8, (1, 1)) { Block = (_, _, _) => Dc(8) }.Build(true);
        Assert.That(Samples(Decode(stream, new FrameLayout(8, 8, 1, 16, 12, true)), new FrameLayout(8, 8, 1, 16, 12, true))[0], Is.EqualTo(0xF801));
    }

    [Test]
    public void Streams_that_are_not_what_the_header_says_are_refused()
    {
        var layout = new FrameLayout(45, 67, 3, 8, 8, false);
        byte[] Build(byte process = 0xC0, int precision = 8) =>
            new JpegBuilder(precision, 45, 67, (1, 1), (1, 1), (1, 1)) { Block = new Blocks(precision, 8).Get, Process = process }.Build(true);
        FrameLayout[] others =
        [
            layout with { Rows = 44 }, layout with { Columns = 68 }, layout with { BitsAllocated = 32 }, layout with { SamplesPerPixel = 1 }, layout with { SamplesPerPixel = 32 },
        ];
        foreach (var other in others)
            Assert.Throws<FrameCodecException>(() => Decode(Build(), other), $"{other}");
        Assert.That(() => Decode(Build(0xC2), layout), Throws.TypeOf<FrameCodecException>().With.Message.Contains("FFC2"));
        Assert.That(() => Decode(Build(precision: 12), layout), Throws.TypeOf<FrameCodecException>().With.Message.Contains("12 bits"));
        Assert.Throws<FrameCodecException>(() => Decode([], layout));
    }

    [Test]
    public void Damaged_and_cut_off_streams_are_refused_and_nothing_else_happens([Values(0, 3)] int restartInterval, [Values(true, false)] bool together)
    {
        var layout = new FrameLayout(45, 67, 3, 8, 8, false);
        var stream = new JpegBuilder(8, 45, 67, (2, 2), (1, 1), (1, 1)) { Block = new Blocks(8, 9).Get, RestartInterval = restartInterval }.Build(together);
        Assert.That(Damage.Endure(Decoder, stream, layout, 2500, 4), Is.GreaterThan(1200));
        for (var length = 0; length < stream.Length - 2; length += 53)
            Assert.Throws<FrameCodecException>(() => Decode(stream[..length], layout), $"{length} bytes");
    }

    private static byte[] Decode(byte[] coded, FrameLayout layout)
    {
        var samples = new byte[layout.Length];
        Decoder.Decode(coded, layout, samples);
        return samples;
    }

    private static int[] Samples(byte[] bytes, FrameLayout layout) =>
        layout.BytesPerSample == 1 ? [.. bytes.Select(value => (int)value)] : [.. MemoryMarshal.Cast<byte, ushort>(bytes).ToArray().Select(value => (int)value)];

    private static (int H, int V)[] Factors(string text) => [.. text.Split(',').Select(factor => (factor[0] - '0', factor[2] - '0'))];

    private static int[] Dc(int value) => [value, .. new int[63]];

    /// <summary>Coefficients by chance, the same for a place each time, and the samples that the formula of ITU-T T.81 A.3.3 gives for them.</summary>
    private sealed class Blocks(int precision, int seed)
    {
        public int[] Get(int component, int row, int column)
        {
            var random = new Random((((((seed * 7) + component) * 91) + row) * 91) + column);
            var block = Dc(random.Next(-500, 500) << (precision - 8));
            for (var count = random.Next(6); count > 0; count--)
                block[random.Next(1, 64)] = random.Next(-60, 60) << (precision - 8);
            return block;
        }

        public int Sample(int component, int row, int column)
        {
            var block = Get(component, row / 8, column / 8);
            double sum = 0;
            for (var at = 0; at < 64; at++)
                sum += block[at] * Cosine(at % 8, column % 8) * Cosine(at / 8, row % 8);
            return Math.Clamp((int)Math.Round(sum / 4) + (1 << (precision - 1)), 0, (1 << precision) - 1);
        }

        private static double Cosine(int frequency, int place) => (frequency == 0 ? Math.Sqrt(0.5) : 1) * Math.Cos(((2 * place) + 1) * frequency * Math.PI / 16);
    }
}
