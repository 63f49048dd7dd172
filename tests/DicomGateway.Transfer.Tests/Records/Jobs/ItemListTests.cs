using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Records.Jobs.Items;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Tests.Records.Jobs;

internal sealed class ItemListTests
{
    [Test]
    public async Task Missing_is_what_did_not_come_within_the_study()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var jobId = await fixture.RunAsync("1.2.3");
        var work = (await fixture.ClaimAsync())!;
        await fixture.ListedAsync(work, "1.2.3.1.1", "1.2.3.1.2", "1.2.3.1.3");
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1.1", "one");
        await fixture.ReceiveAsync("9.9.9", "1.2.3.1.2", "of another study");
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1.3", "of another project", project: "study-two");

        var missing = (await fixture.Records.JobItems.FindMissingAsync(work.ItemId, CancellationToken.None)).Single();

        Assert.That(missing.Instances!.Select(one => one.SopInstanceUid), Is.EquivalentTo(new[] { "1.2.3.1.2", "1.2.3.1.3" }));
        Assert.That((missing.SeriesInstanceUid, missing.Count, missing.IsWhole), Is.EqualTo(("1.2.3.1", 2, false)));
        var progress = (await fixture.ItemsAsync(jobId)).Single().Progress;
        Assert.That((progress.Expected, progress.Received, progress.Missing), Is.EqualTo(((int?)3, 1, 2)));
    }

    [Test]
    public async Task Counts_stand_in_where_the_pacs_lists_nothing()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.RunAsync("1.2.3");
        var work = (await fixture.ClaimAsync())!;
        await fixture.Records.JobItems.SetListAsync(work.ItemId, work.Lease, [new ExpectedSeries("1.2.3.1", 2, null)], CancellationToken.None);
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1.1", "one");
        var missing = (await fixture.Records.JobItems.FindMissingAsync(work.ItemId, CancellationToken.None)).Single();
        Assert.That((missing.Count, missing.Instances), Is.EqualTo((1, (IReadOnlyList<ExpectedInstance>?)null)));

        await fixture.ReceiveAsync("1.2.3", "1.2.3.1.2", "two");
        Assert.That(await fixture.Records.JobItems.FindMissingAsync(work.ItemId, CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task Idle_time_does_not_close_a_study_that_is_being_fetched_and_its_list_does()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.RunAsync("1.2.3");
        var work = (await fixture.ClaimAsync())!;
        await fixture.ListedAsync(work, "1.2.3.1.1");
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1.1", "one");
        fixture.Time.Advance(TimeSpan.FromHours(1));
        Assert.That(await fixture.Records.Studies.FindIdleAsync(StorageFixture.Project, fixture.Time.GetUtcNow(), 10, CancellationToken.None), Is.Empty);
        Assert.That(await fixture.Records.Studies.GetOldestReceivingAsync(StorageFixture.Project, CancellationToken.None), Is.Null);

        await fixture.EndAsync(work, JobItemState.Delivering);

        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Assembled));
    }

    [Test]
    public async Task Job_ends_with_gaps_when_something_could_not_be_had_and_a_retry_runs_it_again()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var jobId = await fixture.RunAsync("1.2.3", "1.2.4");
        await fixture.EndAsync((await fixture.ClaimAsync())!, JobItemState.Gap, "1 of 2 instances did not come.");
        Assert.That(await fixture.JobStateAsync(jobId), Is.EqualTo(JobState.Running));
        var second = (await fixture.ClaimAsync())!;
        await fixture.Records.JobItems.EndAsync(second.ItemId, second.Lease, JobItemState.Failed, "The PACS does not have the study.", CancellationToken.None);
        Assert.That(await fixture.JobStateAsync(jobId), Is.EqualTo(JobState.DoneWithGaps));

        Assert.That(await fixture.Records.Jobs.RetryAsync(jobId, "alice", CancellationToken.None), Is.EqualTo(2));

        Assert.That(await fixture.JobStateAsync(jobId), Is.EqualTo(JobState.Running));
        Assert.That((await fixture.ItemsAsync(jobId)).Select(item => (item.State, item.Reason)), Is.All.EqualTo((JobItemState.Waiting, (string?)null)));
    }

    [Test]
    public async Task Nothing_that_identifies_lies_in_the_database_in_clear()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.RunAsync("1.2.826.4711.3");
        var work = (await fixture.ClaimAsync())!;
        await fixture.ListedAsync(work, "1.2.826.4711.3.1.1");
        await fixture.Storage.DisposeAsync();
        foreach (var file in Directory.GetFiles(System.IO.Path.GetDirectoryName(fixture.DatabasePath)!))
            Assert.That(System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), Does.Not.Contain("4711"));
        await fixture.OpenAgainAsync();
    }
}
