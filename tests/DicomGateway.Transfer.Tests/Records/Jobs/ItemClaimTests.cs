using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Records.Jobs.Items;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Tests.Records.Jobs;

internal sealed class ItemClaimTests
{
    [Test]
    public async Task Items_are_claimed_once_each_and_jobs_by_turns()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var first = await fixture.RunAsync("1.1", "1.2");
        var second = await fixture.RunAsync("1.3", "1.4");

        var claimed = new List<ItemWork>();
        while (await fixture.ClaimAsync() is { } work)
            claimed.Add(work);

        Assert.That(claimed.Select(work => work.JobId), Is.EqualTo(new[] { first, second, first, second }));
        Assert.That(claimed.Select(work => work.Selection.StudyInstanceUid), Is.EqualTo(new[] { "1.1", "1.3", "1.2", "1.4" }));
    }

    [Test]
    public async Task Study_of_two_jobs_is_fetched_by_one_at_a_time()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.RunAsync("1.1");
        await fixture.RunAsync("1.1");
        var work = (await fixture.ClaimAsync())!;

        Assert.That(await fixture.ClaimAsync(), Is.Null);
        await fixture.Records.JobItems.LaterAsync(work.ItemId, work.Lease, new ItemRetry("busy", fixture.Time.GetUtcNow() + TimeSpan.FromHours(1), 0, 1), CancellationToken.None);
        Assert.That(await fixture.ClaimAsync(), Is.Not.Null);
    }

    [Test]
    public async Task Only_running_jobs_give_work()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var jobId = await fixture.CreateAsync("1.1");
        Assert.That(await fixture.ClaimAsync(), Is.Null);
        await fixture.Records.Jobs.RunAsync(jobId, "alice", CancellationToken.None);
        await fixture.Records.Jobs.PauseAsync(jobId, "alice", null, CancellationToken.None);
        Assert.That(await fixture.ClaimAsync(), Is.Null);
        await fixture.Records.Jobs.RunAsync(jobId, "alice", CancellationToken.None);
        Assert.That(await fixture.ClaimAsync(), Is.Not.Null);
    }

    [Test]
    public async Task Paused_and_cancelled_jobs_do_not_want_what_is_under_way()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var jobId = await fixture.RunAsync("1.1");
        var work = (await fixture.ClaimAsync())!;
        Assert.That(await fixture.Records.JobItems.IsWantedAsync(work.ItemId, work.Lease, CancellationToken.None), Is.True);

        await fixture.Records.Jobs.PauseAsync(jobId, "alice", null, CancellationToken.None);
        Assert.That(await fixture.Records.JobItems.IsWantedAsync(work.ItemId, work.Lease, CancellationToken.None), Is.False);
        await fixture.Records.Jobs.CancelAsync(jobId, "alice", "enough", CancellationToken.None);
        Assert.That(
            async () => await fixture.Records.JobItems.EndAsync(work.ItemId, work.Lease, JobItemState.Gap, null, CancellationToken.None),
            Throws.TypeOf<LeaseLostException>());
    }

    [Test]
    public async Task Studies_per_minute_are_kept_over_a_restart()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.RunAsync("1.1", "1.2", "1.3");
        var terms = JobFixture.Terms with { StudiesPerMinute = 2 };
        Assert.That(await fixture.ClaimAsync(terms), Is.Not.Null);
        fixture.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.That(await fixture.ClaimAsync(terms), Is.Not.Null);
        await fixture.ReopenAsync();

        var claim = await fixture.Records.JobItems.ClaimNextAsync(terms, CancellationToken.None);
        Assert.That((claim.Work, claim.IsLimited, claim.Next), Is.EqualTo(((ItemWork?)null, true, fixture.Time.GetUtcNow() + TimeSpan.FromSeconds(42))), "a minute as the PACS sees it");
        fixture.Time.Advance(TimeSpan.FromSeconds(42));
        Assert.That(await fixture.ClaimAsync(terms), Is.Not.Null);
    }

    [Test]
    public async Task Bytes_beyond_the_limit_are_waited_for()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.RunAsync("1.1", "1.2");
        var terms = JobFixture.Terms with { BytesPerMinute = 1000 };
        Assert.That(await fixture.ClaimAsync(terms), Is.Not.Null);
        await fixture.Records.JobItems.AddBytesAsync(JobFixture.Pacs, 2500, 1000, CancellationToken.None);

        fixture.Time.Advance(TimeSpan.FromSeconds(149));
        Assert.That(await fixture.ClaimAsync(terms), Is.Null);
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await fixture.ClaimAsync(terms), Is.Not.Null);
    }

    [Test]
    public async Task Restart_and_expired_leases_give_items_back()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var jobId = await fixture.RunAsync("1.1", "1.2");
        await fixture.ClaimAsync();
        await fixture.ReopenAsync();
        Assert.That((await fixture.ItemsAsync(jobId)).Select(item => item.State), Is.All.EqualTo(JobItemState.Waiting));

        var lost = (await fixture.ClaimAsync())!;
        fixture.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.That((await fixture.ClaimAsync())!.ItemId, Is.EqualTo(lost.ItemId));
        Assert.That(
            async () => await fixture.Records.JobItems.AdvanceAsync(lost.ItemId, lost.Lease, JobItemState.Moving, CancellationToken.None),
            Throws.TypeOf<LeaseLostException>());
    }
}
