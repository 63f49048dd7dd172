using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Tests.Data;

internal sealed class DicomTransferSyntaxTests
{
    [TestCase("1.2.840.10008.1.2", false, false, false, false, true)]
    [TestCase("1.2.840.10008.1.2.1", true, false, false, false, true)]
    [TestCase("1.2.840.10008.1.2.1.98", true, false, false, true, true)]
    [TestCase("1.2.840.10008.1.2.1.99", true, false, true, false, true)]
    [TestCase("1.2.840.10008.1.2.2", true, true, false, false, true)]
    [TestCase("1.2.840.10008.1.2.4.50", true, false, false, true, true)]
    [TestCase("1.2.840.10008.1.2.4.94", true, false, false, false, true)]
    [TestCase("1.2.840.10008.1.2.4.95", true, false, true, false, true)]
    [TestCase("1.2.840.10008.1.2.5", true, false, false, true, true)]
    [TestCase("1.2.840.113619.5.2", false, false, false, false, true)]
    [TestCase("1.2.3.4", true, false, false, true, false)]
    public void Lookup_knows_how_a_syntax_is_encoded(string uid, bool explicitVR, bool bigEndian, bool deflated, bool encapsulated, bool known)
    {
        var syntax = DicomTransferSyntax.Lookup(uid);
        Assert.That(
            (syntax.IsExplicitVR, syntax.IsBigEndian, syntax.IsDeflated, syntax.IsEncapsulated, syntax.IsKnown),
            Is.EqualTo((explicitVR, bigEndian, deflated, encapsulated, known)));
    }

    [TestCase("1.2.840.10008.1.2", ExpectedResult = true)]
    [TestCase("1.2.840.10008.1.2.1", ExpectedResult = true)]
    [TestCase("1.2.840.10008.1.2.1.98", ExpectedResult = false)]
    [TestCase("1.2.840.10008.1.2.1.99", ExpectedResult = true)]
    [TestCase("1.2.840.10008.1.2.2", ExpectedResult = true)]
    [TestCase("1.2.840.10008.1.2.4.50", ExpectedResult = false)]
    [TestCase("1.2.840.10008.1.2.4.94", ExpectedResult = false)]
    [TestCase("1.2.840.10008.1.2.4.205", ExpectedResult = false)]
    [TestCase("1.2.3.4", ExpectedResult = false)]
    public bool Pixel_data_that_are_not_compressed_are_known_by_the_syntax(string uid) => DicomTransferSyntax.Lookup(uid).IsUncompressed;

    [Test]
    public void Syntaxes_are_equal_by_uid() =>
        Assert.That(DicomTransferSyntax.Lookup("1.2.840.10008.1.2.4.70"), Is.EqualTo(DicomTransferSyntax.Lookup("1.2.840.10008.1.2.4.70")));
}
