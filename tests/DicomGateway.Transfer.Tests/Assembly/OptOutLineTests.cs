using DicomGateway.Transfer.Assembly;

namespace DicomGateway.Transfer.Tests.Assembly;

[TestFixture]
internal sealed class OptOutLineTests
{
    [TestCase("12345", null, "12345", false)]
    [TestCase("  12345  ", null, "12345", false)]
    [TestCase("HOSPITAL\t12345", "HOSPITAL", "12345", false)]
    [TestCase("12345\t", null, "12345", false)]
    [TestCase("- 12345", null, "12345", true)]
    [TestCase("-  HOSPITAL\t12345", "HOSPITAL", "12345", true)]
    [TestCase("-12345", null, "-12345", false)]
    public void Line_names_a_patient(string line, string? issuer, string patientId, bool isWithdrawn) =>
        Assert.That(OptOutLine.Parse([line]), Is.EqualTo(new[] { new OptOutLine(1, issuer, patientId, isWithdrawn) }));

    [TestCase("")]
    [TestCase("   ")]
    [TestCase("# patients who objected")]
    public void Line_without_patient_is_passed_over(string line) => Assert.That(OptOutLine.Parse([line]), Is.Empty);
}
