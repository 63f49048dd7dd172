using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Tests.Data;

internal sealed class DicomUIDTests
{
    [TestCase("1.2.840.10008.1.1", true)]
    [TestCase("2.25.0", true)]
    [TestCase("1.02.3", false, Description = "leading zero")]
    [TestCase("1..3", false)]
    [TestCase(".1", false)]
    [TestCase("1.2.", false)]
    [TestCase("", false)]
    [TestCase("1.2.a", false)]
    [TestCase("1.2.840.10008.1234567890.1234567890.1234567890.1234567890.1234567", false, Description = "65 characters")]
    public void IsValid_keeps_the_rules_of_PS3_5_section_9(string uid, bool valid) => Assert.That(new DicomUID(uid).IsValid, Is.EqualTo(valid));

    // RFC 9562, appendix: f81d4fae-7dec-11d0-a765-00a0c91e6bf6 is version 1; only its version bits change.
    [Test]
    public void FromUuid_writes_the_decimal_value_with_version_and_variant()
    {
        var uuid = Convert.FromHexString("f81d4fae7dec11d0a76500a0c91e6bf6");
        Assert.That(DicomUID.FromUuid(uuid, 1).UID, Is.EqualTo("2.25.329800735698586629295641978511506172918"));
        Assert.That(DicomUID.FromUuid(uuid, 8).UID, Is.Not.EqualTo(DicomUID.FromUuid(uuid, 1).UID));
        Assert.That(DicomUID.FromUuid(new byte[16], 8).IsValid);
    }

    [Test]
    public void Generate_gives_new_valid_uids()
    {
        var first = DicomUID.Generate();
        Assert.That(first.IsValid);
        Assert.That(DicomUID.Generate(), Is.Not.EqualTo(first));
    }

    [Test]
    public void A_uid_without_text_prints_as_nothing() => Assert.That(default(DicomUID).ToString(), Is.Empty);
}
