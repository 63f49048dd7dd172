using System.Buffers;
using System.Buffers.Binary;
using DicomGateway.Imaging.Codecs;
using DicomGateway.Imaging.Codecs.JpegLs;
using DicomGateway.Imaging.Codecs.JpegLs.Lines;
using DicomGateway.Imaging.Tests.Codecs.Support;

namespace DicomGateway.Imaging.Tests.Codecs.JpegLs;

internal sealed class JpegLsRoundTripTests
{
    [Test]
    public void Lossless_frames_come_back_as_they_were([Values(1, 2, 5, 7, 8, 9, 12, 15, 16)] int stored, [Values] bool signed, [Values(1, 3)] int components)
    {
        var layout = new FrameLayout(37, 53, components, stored > 8 ? 16 : 8, stored, signed);
        var samples = SampleFrames.Draw(layout, stored);
        var coded = new ArrayBufferWriter<byte>();
        new JpegLsEncoder().Encode(samples, layout, coded);
        Assert.Multiple(() =>
        {
            Assert.That(coded.WrittenCount % 2, Is.Zero);
            Assert.That(Decode(coded.WrittenSpan, layout), Is.EqualTo(samples));
        });
    }

    [Test]
    public void Near_lossless_frames_differ_by_no_more_than_they_may(
        [Values(0, 1, 3, 20)] int near, [Values(0, 1, 2)] int interleave, [Values(0, 1, 5)] int restart, [Values(8, 12)] int stored)
    {
        var layout = new FrameLayout(23, 41, 3, stored > 8 ? 16 : 8, stored, IsSigned: false);
        var samples = SampleFrames.Draw(layout, near);
        var decoded = Decode(Encode(samples, layout, new JpegLsCoding(near, (JpegLsInterleave)interleave, restart)), layout);
        for (var at = 0; at < samples.Length; at += layout.BytesPerSample)
            Assert.That(Math.Abs(Cell(decoded, at, layout) - Cell(samples, at, layout)), Is.LessThanOrEqualTo(near), $"at {at}");
    }

    [Test]
    public void Presets_are_followed()
    {
        var layout = new FrameLayout(31, 31, 1, 16, 10, IsSigned: false);
        var samples = SampleFrames.Draw(layout, 3);
        var coding = new JpegLsCoding(0, JpegLsInterleave.None, 0, new JpegLsPresets(1023, 5, 40, 300, 17));
        var coded = Encode(samples, layout, coding);
        Assert.Multiple(() =>
        {
            Assert.That(coded, Is.Not.EqualTo(Encode(samples, layout, coding with { Presets = default })));
            Assert.That(Decode(coded, layout), Is.EqualTo(samples));
        });
    }

    [Test]
    public void Cells_that_hold_more_than_the_stored_bits_come_back_whole()
    {
        var layout = new FrameLayout(2, 2, 1, 16, 12, IsSigned: false);
        byte[] samples = [0x12, 0xF3, 0x34, 0x02, 0, 0, 0xFF, 0xFF];
        Assert.That(Decode(Encode(samples, layout, default), layout), Is.EqualTo(samples));
    }

    [TestCase(1, 1), TestCase(1, 40), TestCase(40, 1), TestCase(1, 2)]
    public void Smallest_frames_come_back(int rows, int columns)
    {
        var layout = new FrameLayout(rows, columns, 3, 8, 8, IsSigned: false);
        var samples = SampleFrames.Draw(layout, 8);
        foreach (var interleave in Enum.GetValues<JpegLsInterleave>())
            Assert.That(Decode(Encode(samples, layout, new JpegLsCoding(0, interleave)), layout), Is.EqualTo(samples));
    }

    internal static byte[] Encode(byte[] samples, in FrameLayout layout, in JpegLsCoding coding)
    {
        var coded = new ArrayBufferWriter<byte>();
        JpegLsEncoder.Encode(samples, layout, coding, coded);
        return coded.WrittenSpan.ToArray();
    }

    private static byte[] Decode(ReadOnlySpan<byte> coded, in FrameLayout layout)
    {
        var samples = new byte[layout.Length];
        new JpegLsDecoder().Decode(coded, layout, samples);
        return samples;
    }

    private static int Cell(byte[] samples, int at, in FrameLayout layout) =>
        layout.BytesPerSample == 1 ? samples[at] : BinaryPrimitives.ReadUInt16LittleEndian(samples.AsSpan(at));
}
