using DicomGateway.Imaging.Codecs;
using DicomGateway.Imaging.Codecs.JpegLs;
using DicomGateway.Imaging.Tests.Codecs.Support;

namespace DicomGateway.Imaging.Tests.Codecs.JpegLs;

internal sealed class JpegLsCorpusTests
{
    [Test]
    public void Frames_of_real_files_are_those_that_dcmdjpls_decodes() =>
        Assert.That(CorpusFrames.Compare(new JpegLsDecoder(), "dcmdjpls", "+px"), Is.GreaterThan(20));

    [TestCase(8, 8, false, 1), TestCase(8, 8, false, 3), TestCase(16, 10, false, 1), TestCase(16, 12, false, 1)]
    [TestCase(16, 12, true, 1), TestCase(16, 16, true, 1), TestCase(16, 16, false, 1)]
    public void Encoded_frames_are_decoded_by_dcmdjpls(int allocated, int stored, bool signed, int components) =>
        EncodedFrames.Check(new JpegLsEncoder(), new FrameLayout(61, 83, components, allocated, stored, signed), "dcmdjpls", "+px");
}
