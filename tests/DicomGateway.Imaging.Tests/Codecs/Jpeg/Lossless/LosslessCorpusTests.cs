using DicomGateway.Imaging.Codecs;
using DicomGateway.Imaging.Codecs.Jpeg.Lossless;
using DicomGateway.Imaging.Tests.Codecs.Support;

namespace DicomGateway.Imaging.Tests.Codecs.Jpeg.Lossless;

internal sealed class LosslessCorpusTests
{
    [Test]
    public void Frames_of_real_files_are_those_that_dcmdjpeg_decodes() =>
        Assert.That(CorpusFrames.Compare(new LosslessJpegDecoder(), "dcmdjpeg", "+cn", "+px"), Is.GreaterThan(20));

    [TestCase(8, 8, false, 1), TestCase(8, 8, false, 3), TestCase(16, 10, false, 1), TestCase(16, 12, false, 1)]
    [TestCase(16, 12, true, 1), TestCase(16, 16, true, 1), TestCase(16, 16, false, 1)]
    public void Encoded_frames_are_decoded_by_dcmdjpeg(int allocated, int stored, bool signed, int components) =>
        EncodedFrames.Check(new LosslessJpegEncoder(), new FrameLayout(61, 83, components, allocated, stored, signed), "dcmdjpeg", "+cn", "+px");
}
