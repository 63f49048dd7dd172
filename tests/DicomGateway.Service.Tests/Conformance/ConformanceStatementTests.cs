using DicomGateway.Service.Conformance;

namespace DicomGateway.Service.Tests.Conformance;

internal sealed class ConformanceStatementTests
{
    [Test]
    public void Write_gives_the_statement_of_the_documentation()
    {
        var file = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "docs", "conformance.md"));
        Assert.That(ConformanceStatement.Write(), Is.EqualTo(file), "refresh it with: dicom-gateway conformance > docs/conformance.md");
    }
}
