using DicomGateway.Imaging.Codecs;
using DicomGateway.Imaging.Codecs.Jpeg.Lossless;
using DicomGateway.Imaging.Tests.Codecs.Support;

namespace DicomGateway.Imaging.Tests.Codecs.Jpeg.Lossless;

internal sealed class LosslessDecoderTests
{
    // Two pixels of 8 bits: the first is 128, as expected, the second 128 + 1. Codes: category 0 is 0, category 1 is 10.
    private const string Start = "FFD8FFC40015" + "00" + "0101" + "0000000000000000000000000000" + "0001";
    private const string Frame = "FFC3000B080001000201011100";

    private static readonly FrameLayout TwoPixels = new(1, 2, 1, 8, 8, IsSigned: false);

    [TestCase(Frame + "FFDA0008010100010000" + "5FFFD9", 128, 129)]
    [TestCase(Frame + "FFDA0008010100010001" + "4FFFD9", 128, 126)]
    public void Stream_made_by_hand(string coded, int first, int second)
    {
        var samples = new byte[2];
        new LosslessJpegDecoder().Decode(Convert.FromHexString(Start + coded), TwoPixels, samples);
        Assert.That(samples, Is.EqualTo(new[] { (byte)first, (byte)second }));
    }

    [TestCase(Frame + "FFDA0008010100080000" + "5FFFD9", "predictor 8")]
    [TestCase(Frame + "FFDA0008010100010008" + "5FFFD9", "point transform")]
    [TestCase(Frame + "FFDA0008010110010000" + "5FFFD9", "table 1")]
    [TestCase(Frame + "FFDD00040003FFDA0008010100010000" + "5FFFD9", "restart interval")]
    [TestCase("FFC0000B080001000201011100FFDA0008010100010000" + "5FFFD9", "process FFC0")]
    [TestCase("FFC3000B080001000301011100FFDA0008010100010000" + "5FFFD9", "header says")]
    [TestCase(Frame + "FFDA0008010100010000" + "FFD9", "cut off")]
    [TestCase(Frame, "cut off")]
    public void Damaged_stream_says_what_is_wrong(string coded, string expected)
    {
        var error = Assert.Throws<FrameCodecException>(() => new LosslessJpegDecoder().Decode(Convert.FromHexString(Start + coded), TwoPixels, new byte[2]))!;
        Assert.That(error.Message, Does.Contain(expected));
    }

    [Test]
    public void Damaged_streams_end_with_a_frame_or_the_exception_that_is_promised([Values] bool interleaved)
    {
        var layout = new FrameLayout(19, 23, 3, 16, 12, IsSigned: true);
        var coded = LosslessRoundTripTests.Encode(SampleFrames.Draw(layout, 1), layout, new LosslessCoding(6, 0, 6, interleaved));
        Assert.That(Damage.Endure(new LosslessJpegDecoder(), coded, layout, 3000, 1), Is.GreaterThan(1000));
    }
}
