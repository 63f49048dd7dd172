using System.Buffers;
using DicomGateway.Imaging.Codecs;
using DicomGateway.Imaging.Codecs.JpegLs;
using DicomGateway.Imaging.Codecs.JpegLs.Lines;
using DicomGateway.Imaging.Tests.Codecs.Support;

namespace DicomGateway.Imaging.Tests.Codecs.JpegLs;

internal sealed class JpegLsDecoderTests
{
    // The example of T.87 H.3.
    private static readonly byte[] Example = Convert.FromHexString(
        "FFD8FFF7000B0800040004010111" + "00" + "FFDA00080101000000" + "00"
        + "C000006C80208E01C0000057400000" + "6EE6000001BC18000005D800009160" + "FFD9");

    private static readonly FrameLayout ExampleLayout = new(4, 4, 1, 8, 8, IsSigned: false);

    private static readonly byte[] ExampleSamples = [0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145];

    [Test]
    public void Example_of_the_standard_is_decoded_and_encoded_as_there()
    {
        var samples = new byte[16];
        new JpegLsDecoder().Decode(Example, ExampleLayout, samples);
        var coded = new ArrayBufferWriter<byte>();
        new JpegLsEncoder().Encode(ExampleSamples, ExampleLayout, coded);
        Assert.Multiple(() =>
        {
            Assert.That(samples, Is.EqualTo(ExampleSamples));
            Assert.That(coded.WrittenSpan.ToArray(), Is.EqualTo([.. Example, 0]));
        });
    }

    [Test]
    public void Stream_that_is_not_what_the_header_says_is_refused()
    {
        foreach (var layout in new[] { ExampleLayout with { Rows = 5 }, ExampleLayout with { Columns = 3 }, ExampleLayout with { SamplesPerPixel = 3 }, ExampleLayout with { BitsAllocated = 32 } })
            Assert.That(() => new JpegLsDecoder().Decode(Example, layout, new byte[layout.Length]), Throws.TypeOf<FrameCodecException>());
    }

    [TestCase("", "no start of image")]
    [TestCase("FFD8", "ends before all its scans")]
    [TestCase("FFD8FFC3000B080004000401011100", "JPEG process FFC3")]
    [TestCase("FFD8FFF7000B08000400040101", "within a segment")]
    [TestCase("FFD8FFF7000B080004000401012100", "fewer samples")]
    [TestCase("FFD8FFF7000B080004000401011100FFDA0008010101000000", "mapping table")]
    [TestCase("FFD8FFF7000B080004000401011100FFDA0008010100FF0000", "NEAR")]
    [TestCase("FFD8FFF7000B080004000401011100FFF8000D0100FF00090004001500400000FFDA00080101000000C0", "thresholds")]
    [TestCase("FFD8FFF7000B080004000401011100FFDA0008010100000000C0", "cut off")]
    public void Damaged_stream_says_what_is_wrong(string coded, string expected)
    {
        var error = Assert.Throws<FrameCodecException>(() => new JpegLsDecoder().Decode(Convert.FromHexString(coded), ExampleLayout, new byte[16]))!;
        Assert.That(error.Message, Does.Contain(expected));
    }

    [Test]
    public void Damaged_streams_end_with_a_frame_or_the_exception_that_is_promised()
    {
        var layout = new FrameLayout(19, 23, 3, 16, 12, IsSigned: false);
        var samples = SampleFrames.Draw(layout, 1);
        foreach (var interleave in Enum.GetValues<JpegLsInterleave>())
        {
            var coded = JpegLsRoundTripTests.Encode(samples, layout, new JpegLsCoding(interleave == JpegLsInterleave.Line ? 2 : 0, interleave, 6, new JpegLsPresets(4095, 0, 0, 0, 31)));
            Assert.That(Damage.Endure(new JpegLsDecoder(), coded, layout, 1500, 1), Is.GreaterThan(500));
        }
    }
}
