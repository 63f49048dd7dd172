using DicomGateway.Transfer.Services.Admission;

namespace DicomGateway.Transfer.Tests.Services;

[TestFixture]
internal sealed class TransferSyntaxChoiceTests
{
    private const string Implicit = "1.2.840.10008.1.2";
    private const string Explicit = "1.2.840.10008.1.2.1";
    private const string BigEndian = "1.2.840.10008.1.2.2";
    private const string JpegBaseline = "1.2.840.10008.1.2.4.50";
    private const string JpegLossless = "1.2.840.10008.1.2.4.70";
    private const string Private = "1.2.3.4.5";

    [TestCase(Implicit, Implicit)]
    [TestCase(Explicit, Implicit, Explicit)]
    [TestCase(Explicit, BigEndian, Implicit, Explicit)]
    [TestCase(BigEndian, BigEndian, Implicit)]
    [TestCase(JpegBaseline, JpegBaseline)]
    [TestCase(Implicit, JpegBaseline, Implicit)]
    [TestCase(Explicit, JpegBaseline, Implicit, Explicit)]
    [TestCase(JpegLossless, JpegLossless, Explicit, Implicit)]
    [TestCase(Explicit, Explicit, JpegLossless)]
    [TestCase(Private, Private)]
    [TestCase(Implicit, Private, Implicit)]
    public void Choose_takes_what_keeps_the_pixels_as_they_are(string expected, params string[] offered) =>
        Assert.That(TransferSyntaxChoice.Choose(offered), Is.EqualTo(expected));

    [Test]
    public void Choose_of_nothing_is_nothing() => Assert.That(TransferSyntaxChoice.Choose([]), Is.Null);
}
