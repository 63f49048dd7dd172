namespace DicomGateway.Transfer.Tests;

[TestFixture]
internal sealed class BackOffTests
{
    private readonly BackOff _backOff = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10));

    [TestCase(1, 5)]
    [TestCase(2, 10)]
    [TestCase(5, 80)]
    [TestCase(8, 600)]
    [TestCase(1_000_000, 600)]
    public void After_doubles_up_to_the_cap_and_is_spread(int failures, int fullSeconds)
    {
        var waits = Enumerable.Range(0, 200).Select(_ => _backOff.After(failures).TotalSeconds).ToList();
        Assert.That(waits, Is.All.InRange(fullSeconds * 0.75, fullSeconds));
        Assert.That(waits.Distinct().Count(), Is.GreaterThan(10));
    }
}
