using System.Buffers;
using DicomGateway.Imaging.Codecs;
using DicomGateway.Imaging.Codecs.Rle;
using DicomGateway.Imaging.Tests.Codecs.Support;

namespace DicomGateway.Imaging.Tests.Codecs.Rle;

internal sealed class RleTests
{
    private static readonly RleDecoder Decoder = new();

    [Test]
    public void Frame_of_the_standards_runs_decodes()
    {
        // Two literal bytes, no operation, four times 9, padding.
        Assert.That(Decode(Frame([1, 7, 8, 0x80, 0xFD, 9, 0, 0]), new FrameLayout(2, 3, 1, 8, 8, false)), Is.EqualTo(new byte[] { 7, 8, 9, 9, 9, 9 }));
    }

    [Test]
    public void Segments_begin_with_the_most_significant_byte_of_the_first_sample()
    {
        var samples = Decode(Frame([0, 0x12], [0, 0x34], [0, 0x56], [0, 0x78], [0, 0x9A], [0, 0xBC]), new FrameLayout(1, 1, 3, 16, 16, false));
        Assert.That(samples, Is.EqualTo(new byte[] { 0x34, 0x12, 0x78, 0x56, 0xBC, 0x9A }));
    }

    [Test]
    public void Rows_are_coded_by_themselves_and_segments_are_of_even_length()
    {
        var layout = new FrameLayout(2, 3, 1, 8, 8, false);
        Assert.That(Encode([5, 5, 5, 5, 5, 6], layout)[64..], Is.EqualTo(new byte[] { 0xFE, 5, 0xFF, 5, 0, 6 }));
        Assert.That(Encode([1, 2, 3, 4, 5, 6], layout)[64..], Is.EqualTo(new byte[] { 2, 1, 2, 3, 2, 4, 5, 6 }));
        Assert.That(Encode([1, 2, 3], new FrameLayout(1, 3, 1, 8, 8, false)), Has.Length.EqualTo(68));
    }

    [Test]
    public void What_is_encoded_decodes_to_the_same([Values(1, 8, 16, 32)] int bits, [Values(1, 3)] int samplesPerPixel, [Values(1, 127, 128, 129, 300)] int columns)
    {
        var layout = new FrameLayout(7, columns, samplesPerPixel, bits, bits, false);
        for (var seed = 0; seed < 20; seed++)
        {
            var samples = Runs(layout, new Random(seed));
            var coded = Encode(samples, layout);
            Assert.That(coded.Length % 2, Is.Zero);
            Assert.That(Decode(coded, layout), Is.EqualTo(samples), $"seed {seed}");
        }
    }

    [Test]
    public void Damaged_and_cut_off_frames_are_refused_and_nothing_else_happens()
    {
        var layout = new FrameLayout(40, 60, 3, 16, 16, false);
        var coded = Encode(Runs(layout, new Random(1)), layout);
        Assert.That(Damage.Endure(Decoder, coded, layout, 5000, 2), Is.GreaterThan(1500));
        for (var length = 0; length < coded.Length - 200; length += 97)
            Assert.Throws<FrameCodecException>(() => Decode(coded[..length], layout), $"{length} bytes");
    }

    [Test]
    public void Frames_that_cannot_be_are_refused()
    {
        Assert.Throws<FrameCodecException>(() => Encode(new byte[16], new FrameLayout(1, 1, 4, 32, 32, false)));
        Assert.Throws<FrameCodecException>(() => Encode(new byte[8], new FrameLayout(1, 1, 1, 64, 64, false)));
        Assert.Throws<FrameCodecException>(() => Encode(new byte[5], new FrameLayout(2, 3, 1, 8, 8, false)));
        Assert.That(() => Decode(Frame([0, 1], [0, 1]), new FrameLayout(1, 1, 1, 8, 8, false)), Throws.TypeOf<FrameCodecException>().With.Message.Contains("2 segments"));
    }

    [Test]
    public void Corpus_decodes_as_dcmtk_does_and_encodes_to_what_dcmtk_reads()
    {
        var compared = 0;
        foreach (var path in CodedFile.OfSyntax("1.2.840.10008.1.2.5"))
        {
            var coded = CodedFile.Open(path);
            var native = ReferenceDecoder.Decode("dcmdrle", path);
            for (var frame = 0; frame < coded.Frames.Count; frame++)
            {
                var samples = coded.Decode(Decoder, frame);
                Assert.That(Decode(Encode(samples, coded.Layout), coded.Layout).AsSpan().SequenceEqual(samples), path);
                // dcmtk cannot do without whole bytes a pixel.
                if (native is null || coded.Layout.BitsAllocated == 1)
                    continue;
                Assert.That(samples.AsSpan().SequenceEqual(native.Frames[frame]), $"{path}, frame {frame}");
                compared++;
            }
        }

        Assert.That(compared, Is.GreaterThan(20));
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
        new RleEncoder().Encode(samples, layout, coded);
        return coded.WrittenSpan.ToArray();
    }

    private static byte[] Frame(params byte[][] segments)
    {
        var starts = new int[segments.Length];
        for (var index = 0; index < starts.Length; index++)
            starts[index] = RleHeader.Length + segments.Take(index).Sum(segment => segment.Length);
        var header = new byte[RleHeader.Length];
        RleHeader.Write(header, starts);
        return [.. header, .. segments.SelectMany(segment => segment)];
    }

    private static byte[] Runs(FrameLayout layout, Random random)
    {
        var samples = new byte[layout.Length];
        for (var at = 0; at < samples.Length;)
        {
            var run = Math.Min(samples.Length - at, random.Next(3) == 0 ? random.Next(1, 900) : random.Next(1, 4));
            samples.AsSpan(at, run).Fill((byte)random.Next(4));
            at += run;
        }

        return samples;
    }
}
