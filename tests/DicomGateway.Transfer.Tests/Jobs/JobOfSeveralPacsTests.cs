using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Tests.Jobs;

/// <summary>A job whose studies are in several PACS: each is fetched where it is, within what that PACS allows.</summary>
internal sealed class JobOfSeveralPacsTests
{
    private const string Second = "second";

    [Test]
    public async Task Each_study_is_fetched_from_its_pacs_by_that_pacss_profile()
    {
        var (main, second) = (new FakePacs(studies: 2, perStudy: 2), Other(studies: 2, perStudy: 3));
        second.Node = second.Node with { Profile = new PacsProfile { NarrowestRetrieval = QueryLevel.Study, NarrowestQuery = QueryLevel.Series } };
        await using var job = await JobNode.StartAsync([main, second]);
        var jobId = await job.RunAsync([.. main.Studies.Select((uid, i) => At(i + 1, uid, FakePacs.Name)), .. second.Studies.Select((uid, i) => At(i + 3, uid, Second))]);
        await job.UntilAsync(jobId, JobState.Done);

        Assert.That(main.Moves.Select(move => move.Study), Is.EquivalentTo(main.Studies));
        Assert.That(second.Moves.Select(move => move.Study), Is.EquivalentTo(second.Studies));
        Assert.That((await job.ItemsAsync(jobId)).Select(item => item.Pacs), Is.EqualTo(new[] { FakePacs.Name, FakePacs.Name, Second, Second }));
        var summary = (await job.Jobs.FindAsync(jobId, CancellationToken.None))!;
        Assert.That((summary.Pacs, job.Archive.Held.Count), Is.EqualTo(("main, second", 10)));
        Assert.That(summary.From, Is.EqualTo(new[] { new JobPacs(FakePacs.Name, 2, 0), new JobPacs(Second, 2, 0) }));
    }

    [Test]
    public async Task Pacs_that_is_closed_or_away_keeps_nothing_of_another_waiting()
    {
        var (main, second, third) = (new FakePacs(studies: 1, perStudy: 2), Other(studies: 1, perStudy: 2), Other(studies: 1, perStudy: 2, seed: 9, name: "third"));
        await using var job = await JobNode.StartAsync([main, second, third]);
        var hour = TimeOnly.FromTimeSpan(job.Node.Time.GetUtcNow().TimeOfDay);
        main.Node = main.Node with { Limits = new() { Windows = [new(Enum.GetValues<DayOfWeek>(), hour.AddHours(8), hour.AddHours(9))] } };
        second.Script = (_, _, _) => Task.FromResult(new DimseStatus(0xA702));
        var jobId = await job.RunAsync(At(1, main.Studies[0], FakePacs.Name), At(2, second.Studies[0], Second), At(3, third.Studies[0], "third"));
        await job.Node.UntilAsync("the third is done", async () => (await job.ItemsAsync(jobId))[2].State == JobItemState.Complete);

        Assert.That((await job.ItemsAsync(jobId))[0].State, Is.EqualTo(JobItemState.Waiting));
        Assert.That(job.Node.FindJobWaiting(FakePacs.Name), Does.StartWith("main may be asked again on"));
        Assert.That(main.Moves, Is.Empty);
    }

    [Test]
    public async Task What_is_missing_at_the_first_pacs_is_fetched_from_the_next_and_nothing_twice()
    {
        var (main, second) = (new FakePacs(studies: 1, perStudy: 4), Other(studies: 1, perStudy: 4, seed: null));
        await using var job = await JobNode.StartAsync([main, second]);
        main.Script = async (move, asked, _) =>
        {
            await main.SendAsync(move.Destination, asked.Where(instance => instance.Number < 3));
            return new DimseStatus(0xB000);
        };
        var jobId = await job.RunAsync(At(1, main.Studies[0], FakePacs.Name, Second));
        await job.UntilAsync(jobId, JobState.Done, TimeSpan.FromSeconds(1));

        Assert.That(second.Moves.Single().Instances, Is.EqualTo(new[] { main.Of(main.Studies[0])[3].SopInstanceUid }));
        Assert.That((job.Archive.Held.Count, job.Archive.Stores.Count), Is.EqualTo((4, 4)));
        var item = (await job.ItemsAsync(jobId)).Single();
        Assert.That((item.State, item.Pacs, item.Before.Single().Pacs), Is.EqualTo((JobItemState.Complete, Second, FakePacs.Name)));
        Assert.That(item.Before.Single().Reason, Does.StartWith("1 instances are missing; the PACS answered B000"));
    }

    [Test]
    public async Task Study_that_no_pacs_has_whole_is_a_gap_that_names_what_each_lacked_and_a_retry_begins_with_the_first()
    {
        var (main, second) = (new FakePacs(studies: 1, perStudy: 3), Other(studies: 1, perStudy: 1));
        await using var job = await JobNode.StartAsync([main, second]);
        var lost = true;
        main.Script = async (move, asked, _) =>
        {
            await main.SendAsync(move.Destination, asked.Where(instance => !lost || instance.Number != 1));
            return DimseStatus.Success;
        };
        var jobId = await job.RunAsync(At(1, main.Studies[0], FakePacs.Name, Second), At(2, "1.2.3.4.5", Second, FakePacs.Name));
        await job.UntilAsync(jobId, JobState.DoneWithGaps, TimeSpan.FromSeconds(1));

        var items = await job.ItemsAsync(jobId);
        Assert.That(items.Select(item => (item.State, item.Pacs)), Is.EqualTo(new[] { (JobItemState.Gap, Second), (JobItemState.Failed, FakePacs.Name) }));
        Assert.That(items[0].Reason, Is.EqualTo("main: 1 instances are missing; the PACS answered 0000 Success. second: 1 instances are missing; the PACS answered 0000 Success."));
        Assert.That(items[1].Reason, Is.EqualTo("second: The PACS does not have this study. main: The PACS does not have this study."));

        lost = false;
        Assert.That(await job.Jobs.RetryAsync(jobId, "alice", CancellationToken.None), Is.EqualTo(2));
        await job.Node.UntilAsync("the first is whole", async () => (await job.ItemsAsync(jobId))[0].State == JobItemState.Complete, TimeSpan.FromSeconds(1));
        Assert.That(((await job.ItemsAsync(jobId))[0].Pacs, main.Moves[^1].Instances.Count), Is.EqualTo((FakePacs.Name, 1)));
    }

    [Test]
    public async Task Study_that_the_first_pacs_does_not_have_comes_from_the_next()
    {
        var (main, second) = (new FakePacs(studies: 1, perStudy: 2), Other(studies: 1, perStudy: 3));
        await using var job = await JobNode.StartAsync([main, second]);
        var jobId = await job.RunAsync(At(1, second.Studies[0], FakePacs.Name, Second));
        await job.UntilAsync(jobId, JobState.Done, TimeSpan.FromSeconds(1));

        var item = (await job.ItemsAsync(jobId)).Single();
        Assert.That((item.Pacs, item.Before.Single().Reason, item.Progress.Forwarded), Is.EqualTo((Second, "The PACS does not have this study.", 3)));
        Assert.That(main.Moves, Is.Empty);
    }

    private static SelectedStudy At(int row, string uid, string pacs, params string[] also) => new(row, uid, null, null, null) { Pacs = pacs, AlsoAt = also };

    /// <param name="studies">How many.</param>
    /// <param name="perStudy">Instances of each.</param>
    /// <param name="seed">Other studies than main's; null for the same.</param>
    /// <param name="name">Its name.</param>
    private static FakePacs Other(int studies, int perStudy, ulong? seed = 8, string name = Second)
    {
        var pacs = seed is { } other ? new FakePacs(studies, perStudy, other) : new FakePacs(studies, perStudy);
        pacs.Node = pacs.Node with { Name = name };
        return pacs;
    }
}
