using DicomGateway.Imaging.Codecs.Jpeg;
using DicomGateway.Imaging.Tests.Codecs.Support;

namespace DicomGateway.Imaging.Tests.Codecs.Jpeg;

internal sealed class JpegCorpusTests
{
    [TestCase("1.2.840.10008.1.2.4.50", 15)]
    [TestCase("1.2.840.10008.1.2.4.51", 6)]
    public void Corpus_decodes_as_dcmtk_does_within_one(string syntax, int files)
    {
        var compared = 0;
        foreach (var path in CodedFile.OfSyntax(syntax))
        {
            if (ReferenceDecoder.Decode("dcmdjpeg", path, "+cn", "+px") is not { } native)
                continue;
            var coded = CodedFile.Open(path);
            for (var frame = 0; frame < Math.Min(coded.Frames.Count, 10); frame++)
                Assert.That(Distance(coded.Decode(new JpegDecoder(), frame), native.Frames[frame], coded.Layout.BytesPerSample), Is.LessThanOrEqualTo(1), $"{path}, frame {frame}");
            compared++;
        }

        Assert.That(compared, Is.GreaterThanOrEqualTo(files));
    }

    private static int Distance(byte[] samples, byte[] reference, int size)
    {
        var most = 0;
        for (var at = 0; at < samples.Length; at += size)
            most = Math.Max(most, Math.Abs(size == 1 ? samples[at] - reference[at] : BitConverter.ToUInt16(samples, at) - BitConverter.ToUInt16(reference, at)));
        return most;
    }
}
