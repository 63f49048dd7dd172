using DicomGateway.Testing;
using DicomGateway.Transfer.Jobs.Pacs;

namespace DicomGateway.Transfer.Tests.Jobs;

internal sealed class QueryPaceTests
{
    [Test]
    public async Task Queries_of_whoever_sends_them_are_spread_over_the_minute()
    {
        var time = new FakeTimeProvider();
        var pace = new QueryPace(time);
        var begun = time.GetUtcNow();
        var first = pace.WaitAsync(6, CancellationToken.None);
        var (second, third) = (pace.WaitAsync(6, CancellationToken.None), pace.WaitAsync(6, CancellationToken.None));
        await first;
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.That((second.IsCompleted, time.ActiveTimers), Is.EqualTo((false, 2)));
        time.Advance(TimeSpan.FromSeconds(1));
        await second;
        Assert.That((third.IsCompleted, time.ActiveTimers), Is.EqualTo((false, 1)));
        time.Advance(TimeSpan.FromSeconds(10));
        await third;
        Assert.That(time.GetUtcNow() - begun, Is.EqualTo(TimeSpan.FromSeconds(20)));
        await pace.WaitAsync(0, CancellationToken.None);
    }

    [Test]
    public async Task Limit_is_kept_by_the_user_of_a_pacs_and_survives_a_change_of_the_pacs()
    {
        var time = new FakeTimeProvider();
        await using var users = new QueryRetrieveUsers(time);
        var pacs = new FakePacs(1, 1).Node with { Limits = new PacsLimits { QueriesPerMinute = 1 } };
        Assert.That(users.For(pacs), Is.SameAs(users.For(pacs)).And.InstanceOf<PacedUser>());
        Assert.That(users.For(pacs with { Limits = new PacsLimits() }), Is.InstanceOf<PacedUser>());
    }
}
