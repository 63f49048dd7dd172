using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Forwarding.Dicom;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Tests.Forwarding;

[TestFixture]
internal sealed class StoreVerdictTests
{
    [TestCase(0x0000, 0, DeliveryState.Sent)]
    [TestCase(0xB000, 0, DeliveryState.Warning)]
    [TestCase(0xB006, 0, DeliveryState.Warning)]
    [TestCase(0xB007, 0, DeliveryState.Warning)]
    [TestCase(0xA700, 1000, DeliveryState.Pending)]
    [TestCase(0xA7FF, 1000, DeliveryState.Pending)]
    [TestCase(0x0213, 1000, DeliveryState.Pending)]
    [TestCase(0xA900, 0, DeliveryState.Failed)]
    [TestCase(0x0122, 0, DeliveryState.Failed)]
    [TestCase(0x0124, 0, DeliveryState.Failed)]
    [TestCase(0xC000, 0, DeliveryState.Pending)]
    [TestCase(0xC000, 2, DeliveryState.Failed)]
    [TestCase(0x0110, 1, DeliveryState.Pending)]
    [TestCase(0x0110, 2, DeliveryState.Failed)]
    [TestCase(0xC123, 1000, DeliveryState.Pending)]
    [TestCase(0x1234, 0, DeliveryState.Failed)]
    public void Judge_says_what_a_status_means(int status, int attempts, DeliveryState expected) =>
        Assert.That(StoreVerdict.Judge(new DimseStatus((ushort)status), attempts, [0xC123]), Is.EqualTo(expected));
}
