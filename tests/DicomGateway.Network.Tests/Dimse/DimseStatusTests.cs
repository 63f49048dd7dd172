using DicomGateway.Network.Dimse;

namespace DicomGateway.Network.Tests.Dimse;

internal sealed class DimseStatusTests
{
    [TestCase(0x0000, DimseStatusCategory.Success)]
    [TestCase(0xB000, DimseStatusCategory.Warning)]
    [TestCase(0xB006, DimseStatusCategory.Warning)]
    [TestCase(0xB007, DimseStatusCategory.Warning)]
    [TestCase(0x0001, DimseStatusCategory.Warning)]
    [TestCase(0x0107, DimseStatusCategory.Warning)]
    [TestCase(0x0116, DimseStatusCategory.Warning)]
    [TestCase(0xFE00, DimseStatusCategory.Cancel)]
    [TestCase(0xFF00, DimseStatusCategory.Pending)]
    [TestCase(0xFF01, DimseStatusCategory.Pending)]
    [TestCase(0x0110, DimseStatusCategory.Failure)]
    [TestCase(0x0122, DimseStatusCategory.Failure)]
    [TestCase(0x0124, DimseStatusCategory.Failure)]
    [TestCase(0xA700, DimseStatusCategory.Failure)]
    [TestCase(0xA7FF, DimseStatusCategory.Failure)]
    [TestCase(0xA900, DimseStatusCategory.Failure)]
    [TestCase(0xC000, DimseStatusCategory.Failure)]
    [TestCase(0xCFFF, DimseStatusCategory.Failure)]
    [TestCase(0x1234, DimseStatusCategory.Failure)]
    public void Category_is_that_of_the_standard(int code, DimseStatusCategory category) =>
        Assert.That(new DimseStatus((ushort)code).Category, Is.EqualTo(category));

    [TestCase(0xA701, "A701 Refused: out of resources, unable to calculate number of matches")]
    [TestCase(0xA7AB, "A7AB Refused: out of resources")]
    [TestCase(0xC123, "C123 Failure: cannot understand or unable to process")]
    [TestCase(0x0000, "0000 Success")]
    public void Text_has_code_and_name(int code, string text) => Assert.That(new DimseStatus((ushort)code).ToString(), Is.EqualTo(text));

    [Test]
    public void Only_success_and_warnings_are_done() =>
        Assert.That(new[] { 0x0000, 0xB000, 0xFF00, 0xFE00, 0xA700 }.Select(code => new DimseStatus((ushort)code).IsDone), Is.EqualTo(new[] { true, true, false, false, false }));
}
