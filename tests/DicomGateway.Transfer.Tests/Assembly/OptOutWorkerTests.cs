using DicomGateway.Transfer.Assembly;

namespace DicomGateway.Transfer.Tests.Assembly;

[TestFixture]
internal sealed class OptOutWorkerTests
{
    [TestCase("12345", null, "12345")]
    [TestCase("  12345  ", null, "12345")]
    [TestCase("HOSPITAL\t12345", "HOSPITAL", "12345")]
    public void Line_names_a_patient(string line, string? issuer, string patientId) =>
        Assert.That(OptOutWorker.Parse(line), Is.EqualTo((issuer, patientId)));

    [TestCase("")]
    [TestCase("   ")]
    [TestCase("# patients who objected")]
    public void Line_without_patient_is_passed_over(string line) => Assert.That(OptOutWorker.Parse(line), Is.Null);
}
