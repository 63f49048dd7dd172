using DicomGateway.Network.Transport;

namespace DicomGateway.Network.Tests.Transport;

internal sealed class HandleBudgetTests
{
    [TestCase(2048, null, 100, 2048)]
    [TestCase(2048, 1_048_576, 100, 2048)]
    [TestCase(2048, 1024, 100, 668)]
    [TestCase(2048, 150, 70, 43)]
    [TestCase(2048, 64, 60, 8)]
    [TestCase(4, 64, 60, 4)]
    public void Connections_leave_handles_for_the_rest(int wanted, int? limit, int used, int expected) =>
        Assert.That(HandleBudget.Connections(wanted, limit, used), Is.EqualTo(expected));

    [Test]
    public void Budget_of_this_process_can_be_told() => Assert.That(HandleBudget.Connections(10), Is.InRange(8, 10));
}
