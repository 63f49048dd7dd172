using System.Buffers;
using DicomGateway.Imaging.Codecs;
using DicomGateway.Imaging.Codecs.Deflated;
using DicomGateway.Imaging.Tests.Codecs.Support;

namespace DicomGateway.Imaging.Tests.Codecs.Deflated;

internal sealed class DeflatedTests
{
    private static readonly DeflatedDecoder Decoder = new();

    [Test]
    public void What_is_encoded_decodes_to_the_same([Values(1, 8, 16, 32)] int bits, [Values(1, 3)] int samplesPerPixel)
    {
        var layout = new FrameLayout(31, 57, samplesPerPixel, bits, bits, false);
        var samples = Frame(layout);
        var coded = Encode(samples, layout);
        Assert.That(coded.Length % 2, Is.Zero);
        Assert.That(Decode(coded, layout), Is.EqualTo(samples));
    }

    [Test]
    public void Stored_block_decodes() =>
        Assert.That(Decode([1, 3, 0, 0xFC, 0xFF, 7, 8, 9], new FrameLayout(1, 3, 1, 8, 8, false)), Is.EqualTo(new byte[] { 7, 8, 9 }));

    [Test]
    public void Streams_that_hold_more_or_less_than_the_frame_are_refused()
    {
        var layout = new FrameLayout(100, 100, 1, 8, 8, false);
        var coded = Encode(Frame(layout), layout);
        Assert.That(() => Decode(coded, layout with { Rows = 99 }), Throws.TypeOf<FrameCodecException>().With.Message.Contains("more"));
        Assert.That(() => Decode(coded, layout with { Rows = 101 }), Throws.TypeOf<FrameCodecException>().With.Message.Contains("less"));
        for (var length = 0; length < coded.Length - 2; length += 11)
            Assert.Throws<FrameCodecException>(() => Decode(coded[..length], layout), $"{length} bytes");
        Assert.Throws<FrameCodecException>(() => Encode(new byte[3], layout));
    }

    [Test]
    public void Damaged_streams_are_refused_and_nothing_else_happens()
    {
        var layout = new FrameLayout(40, 60, 1, 16, 12, false);
        Assert.That(Damage.Endure(Decoder, Encode(Frame(layout), layout), layout, 3000, 3), Is.GreaterThan(1000));
    }

    [Test]
    public void Corpus_decodes_to_the_pixels_of_its_uncompressed_files()
    {
        foreach (var path in CodedFile.OfSyntax("1.2.840.10008.1.2.8.1"))
        {
            var coded = CodedFile.Open(path);
            for (var frame = 0; frame < coded.Frames.Count; frame++)
            {
                var samples = coded.Decode(Decoder, frame);
                Assert.That(Decode(Encode(samples, coded.Layout), coded.Layout).AsSpan().SequenceEqual(samples), path);
                // The same object, run-length coded.
                if (Path.GetFileName(path) == "liver_deflate.dcm")
                    Assert.That(samples.AsSpan().SequenceEqual(CodedFile.Open(path.Replace("_deflate", "_rle")).Decode(new Imaging.Codecs.Rle.RleDecoder(), frame)), path);
            }
        }
    }

    private static byte[] Decode(byte[] coded, FrameLayout layout)
    {
        var samples = new byte[layout.Length];
        Decoder.Decode(coded, layout, samples);
        return samples;
    }

    private static byte[] Encode(byte[] samples, FrameLayout layout)
    {
        var coded = new ArrayBufferWriter<byte>();
        new DeflatedEncoder().Encode(samples, layout, coded);
        return coded.WrittenSpan.ToArray();
    }

    private static byte[] Frame(FrameLayout layout)
    {
        var random = new Random(5);
        var samples = new byte[layout.Length];
        for (var at = 0; at < samples.Length; at++)
            samples[at] = (byte)random.Next(9);
        return samples;
    }
}
