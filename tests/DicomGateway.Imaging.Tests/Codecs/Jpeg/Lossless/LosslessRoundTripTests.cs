using System.Buffers;
using DicomGateway.Imaging.Codecs;
using DicomGateway.Imaging.Codecs.Jpeg;
using DicomGateway.Imaging.Codecs.Jpeg.Lossless;
using DicomGateway.Imaging.Tests.Codecs.Support;

namespace DicomGateway.Imaging.Tests.Codecs.Jpeg.Lossless;

internal sealed class LosslessRoundTripTests
{
    [Test]
    public void Frames_come_back_as_they_were([Values(1, 2, 5, 7, 8, 9, 12, 15, 16)] int stored, [Values] bool signed, [Values(1, 3)] int components)
    {
        var layout = new FrameLayout(37, 53, components, stored > 8 ? 16 : 8, stored, signed);
        var samples = SampleFrames.Draw(layout, stored);
        var coded = new ArrayBufferWriter<byte>();
        new LosslessJpegEncoder().Encode(samples, layout, coded);
        Assert.Multiple(() =>
        {
            Assert.That(coded.WrittenCount % 2, Is.Zero);
            Assert.That(Decode(coded.WrittenSpan, layout), Is.EqualTo(samples));
        });
    }

    [Test]
    public void All_predictors_are_followed([Range(1, 7)] int predictor, [Values(0, 1, 5)] int restart, [Values] bool interleaved, [Values(8, 16)] int stored)
    {
        var layout = new FrameLayout(23, 41, 3, stored, stored, IsSigned: false);
        var samples = SampleFrames.Draw(layout, predictor);
        Assert.That(Decode(Encode(samples, layout, new LosslessCoding(predictor, 0, restart, interleaved)), layout), Is.EqualTo(samples));
    }

    [Test]
    public void Point_transform_leaves_the_upper_bits([Range(1, 7)] int predictor)
    {
        var layout = new FrameLayout(23, 41, 1, 8, 8, IsSigned: false);
        var samples = SampleFrames.Draw(layout, predictor);
        var decoded = Decode(Encode(samples, layout, new LosslessCoding(predictor, 3, 0, Interleaved: true)), layout);
        Assert.That(decoded, Is.EqualTo(samples.Select(sample => (byte)(sample & 0xF8))));
    }

    [TestCase(1, 1), TestCase(1, 40), TestCase(40, 1), TestCase(1, 2)]
    public void Smallest_frames_come_back(int rows, int columns)
    {
        var layout = new FrameLayout(rows, columns, 1, 8, 8, IsSigned: false);
        var samples = SampleFrames.Draw(layout, 8);
        Assert.That(Decode(Encode(samples, layout, new LosslessCoding(1, 0, 0, Interleaved: true)), layout), Is.EqualTo(samples));
    }

    [Test]
    public void Codes_stay_within_16_bits_when_one_category_is_ever_half_as_frequent_as_the_next()
    {
        Span<long> frequencies = stackalloc long[LosslessCodeTable.Categories];
        for (var category = 0; category < frequencies.Length; category++)
            frequencies[category] = 1L << (2 * category);
        var table = new LosslessCodeTable(frequencies);
        var decoded = new JpegHuffmanTable(table.Counts, table.Symbols);
        for (var category = 0; category < LosslessCodeTable.Categories; category++)
        {
            var length = table.Length(category);
            Assert.That(decoded.Look(table.Code(category) << (16 - length)), Is.EqualTo((length << 8) | category));
            Assert.That(table.Code(category), Is.LessThan((1 << length) - 1), "no code has ones only");
        }
    }

    internal static byte[] Encode(byte[] samples, in FrameLayout layout, in LosslessCoding coding)
    {
        var coded = new ArrayBufferWriter<byte>();
        LosslessJpegEncoder.Encode(samples, layout, coding, coded);
        return coded.WrittenSpan.ToArray();
    }

    private static byte[] Decode(ReadOnlySpan<byte> coded, in FrameLayout layout)
    {
        var samples = new byte[layout.Length];
        new LosslessJpegDecoder().Decode(coded, layout, samples);
        return samples;
    }
}
