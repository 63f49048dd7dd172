using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Tests.Data;

internal sealed class DicomTagTests
{
    [TestCase("(0010,0020)")]
    [TestCase("0010,0020")]
    [TestCase("00100020")]
    [TestCase(" (0010,0020) ")]
    public void Parse_reads_the_usual_forms(string text) => Assert.That(DicomTag.Parse(text), Is.EqualTo(new DicomTag(0x0010, 0x0020)));

    [TestCase("")]
    [TestCase("(0010,002)")]
    [TestCase("0010;0020")]
    [TestCase("0010002G")]
    [TestCase(null)]
    public void TryParse_refuses_what_is_no_tag(string? text) => Assert.That(DicomTag.TryParse(text, out _), Is.False);

    [Test]
    public void Parse_says_what_is_wrong() => Assert.That(() => DicomTag.Parse("PatientID"), Throws.InstanceOf<FormatException>().With.Message.Contains("ggggeeee"));

    [Test]
    public void ToString_is_upper_case_hexadecimal() => Assert.That(new DicomTag(0x7FE0, 0x0010).ToString(), Is.EqualTo("(7FE0,0010)"));

    [Test]
    public void Tags_order_by_group_then_element()
    {
        Assert.That(new DicomTag(0x0008, 0xFFFF) < new DicomTag(0x0009, 0x0000));
        Assert.That(new DicomTag(0xFFFF, 0xFFFF) > new DicomTag(0x7FE0, 0x0010));
    }

    [Test]
    public void Private_creator_of_an_element_lies_in_its_block()
    {
        Assert.That(new DicomTag(0x0029, 0x1143).PrivateCreatorTag, Is.EqualTo(new DicomTag(0x0029, 0x0011)));
        Assert.That(new DicomTag(0x0029, 0x0011).IsPrivateCreator);
        Assert.That(new DicomTag(0x0029, 0x1100).IsPrivateCreator, Is.False);
        Assert.That(new DicomTag(0x0028, 0x0011).IsPrivateCreator, Is.False);
    }
}
