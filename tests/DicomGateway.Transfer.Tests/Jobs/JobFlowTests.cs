using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Transfer.Jobs;
using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Services.QueryRetrieve;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Transfer.Tests.Jobs;

[TestFixture]
internal sealed class JobFlowTests
{
    [Test]
    public async Task Studies_of_a_job_are_fetched_whole_and_forwarded()
    {
        var pacs = new FakePacs(studies: 3, perStudy: 4);
        await using var job = await JobNode.StartAsync(pacs);
        var jobId = await job.RunAsync(pacs.Studies);
        await job.UntilAsync(jobId, JobState.Done);

        Assert.That(job.Archive.Held, Has.Count.EqualTo(12));
        Assert.That(pacs.Moves.Select(move => move.Level), Is.EqualTo(new[] { QueryLevel.Study, QueryLevel.Study, QueryLevel.Study }));
        foreach (var item in await job.ItemsAsync(jobId))
        {
            Assert.That(item.State, Is.EqualTo(JobItemState.Complete));
            var progress = item.Progress;
            Assert.That((progress.Expected, progress.Received, progress.Deidentified, progress.Forwarded), Is.EqualTo(((int?)4, 4, 4, 4)));
        }
    }

    [Test]
    public async Task Move_that_claims_success_and_sent_less_is_seen_through_and_only_the_rest_is_fetched()
    {
        var pacs = new FakePacs(studies: 1, perStudy: 6);
        await using var job = await JobNode.StartAsync(pacs);
        pacs.Script = async (move, asked, _) =>
        {
            await pacs.SendAsync(move.Destination, move.Number == 1 ? asked.Where((_, index) => index % 3 != 0) : asked);
            return DimseStatus.Success;
        };
        var jobId = await job.RunAsync(pacs.Studies);
        await job.UntilAsync(jobId, JobState.Done);

        Assert.That(pacs.Moves, Has.Count.EqualTo(2));
        Assert.That(pacs.Moves[1].Level, Is.EqualTo(QueryLevel.Image));
        Assert.That(pacs.Moves[1].Instances, Is.EquivalentTo(new[] { 0, 3 }.Select(index => pacs.Of(pacs.Studies[0])[index].SopInstanceUid)));
        Assert.That((job.Archive.Held.Count, job.Archive.Stores.Count), Is.EqualTo((6, 6)));
    }

    [Test]
    public async Task What_never_comes_is_a_gap_the_study_is_held_and_a_retry_fetches_it_later()
    {
        var pacs = new FakePacs(studies: 2, perStudy: 3);
        await using var job = await JobNode.StartAsync(pacs);
        var (isGiven, lost) = (false, pacs.Of(pacs.Studies[0])[1].SopInstanceUid);
        pacs.Script = async (move, asked, _) =>
        {
            await pacs.SendAsync(move.Destination, asked.Where(instance => isGiven || instance.SopInstanceUid != lost));
            return new DimseStatus(0xB000);
        };
        var jobId = await job.RunAsync(pacs.Studies);
        await job.UntilAsync(jobId, JobState.DoneWithGaps, TimeSpan.FromSeconds(1));

        var items = await job.ItemsAsync(jobId);
        Assert.That(items.Select(item => item.State), Is.EqualTo(new[] { JobItemState.Gap, JobItemState.Complete }));
        Assert.That(items[0].Reason, Does.StartWith("1 instances are missing; the PACS answered B000"));
        await job.Node.UntilAsync("the study is held", async () => (await job.Node.Records.Holds.ListOpenAsync(null, 10, CancellationToken.None)).Count == 1);
        var finding = (await job.Node.OpenHoldAsync()).Findings.Single();
        Assert.That((finding.Code, finding.Text), Is.EqualTo(("completeness.gap", "1 of 3 instances that the PACS lists did not come. Try the job again to fetch them, or release to go on without them.")));
        Assert.That((await job.Node.Records.JobItems.FindMissingAsync(items[0].ItemId, CancellationToken.None)).Single().Instances!.Single().SopInstanceUid, Is.EqualTo(lost));
        Assert.That(job.Archive.Held, Has.Count.EqualTo(3));

        isGiven = true;
        await job.Jobs.RetryAsync(jobId, "alice", CancellationToken.None);
        await job.UntilAsync(jobId, JobState.Done);
        Assert.That((job.Archive.Held.Count, job.Archive.Stores.Count), Is.EqualTo((6, 6)));
        Assert.That(pacs.Moves[^1].Instances, Is.EqualTo(new[] { lost }));
    }

    [Test]
    public async Task Gap_that_a_person_accepts_lets_the_study_go_without_it()
    {
        var pacs = new FakePacs(studies: 1, perStudy: 3);
        await using var job = await JobNode.StartAsync(pacs);
        pacs.Script = async (move, asked, _) =>
        {
            await pacs.SendAsync(move.Destination, asked.Where(instance => instance.Number != 2));
            return DimseStatus.Success;
        };
        var jobId = await job.RunAsync(pacs.Studies);
        await job.UntilAsync(jobId, JobState.DoneWithGaps, TimeSpan.FromSeconds(1));
        await job.Node.UntilStateAsync(StudyState.Held);
        await job.Node.ReleaseAsync("the PACS has lost it");
        await job.Node.UntilStateAsync(StudyState.Forwarded);

        Assert.That(job.Archive.Held, Has.Count.EqualTo(2));
        Assert.That(await job.StateAsync(jobId), Is.EqualTo(JobState.DoneWithGaps));
    }

    [Test]
    public async Task Study_that_nobody_asked_for_is_kept_and_held()
    {
        var pacs = new FakePacs(studies: 2, perStudy: 2);
        await using var job = await JobNode.StartAsync(pacs);
        pacs.Script = async (move, asked, _) =>
        {
            await pacs.SendAsync(move.Destination, [.. asked, .. pacs.Of(pacs.Studies[1])]);
            return DimseStatus.Success;
        };
        var jobId = await job.RunAsync(pacs.Studies.Take(1));
        await job.UntilAsync(jobId, JobState.Done);
        await job.Node.UntilAsync("a hold", async () => (await job.Node.Records.Holds.ListOpenAsync(null, 10, CancellationToken.None)).Count == 1, TimeSpan.FromSeconds(1));

        var hold = await job.Node.OpenHoldAsync();
        Assert.That((hold.Project, hold.Findings.Single().Code), Is.EqualTo((ReceiveContext.NoProject, "completeness.unasked")));
        Assert.That(job.Archive.Held, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Instances_that_come_after_the_final_response_are_waited_for()
    {
        var pacs = new FakePacs(studies: 1, perStudy: 3);
        await using var job = await JobNode.StartAsync(pacs);
        pacs.Script = (move, asked, stop) =>
        {
            _ = Task.Run(async () =>
            {
                await Task.Delay(300);
                await pacs.SendAsync(move.Destination, asked);
            });
            return Task.FromResult(DimseStatus.Success);
        };
        var jobId = await job.RunAsync(pacs.Studies);
        await job.UntilAsync(jobId, JobState.Done, TimeSpan.FromMilliseconds(20));
        Assert.That((pacs.Moves.Count, job.Archive.Held.Count), Is.EqualTo((1, 3)));
    }

    [Test]
    public async Task Move_that_never_ends_is_not_waited_for_once_everything_is_here()
    {
        var pacs = new FakePacs(studies: 1, perStudy: 3);
        await using var job = await JobNode.StartAsync(pacs);
        pacs.Script = async (move, asked, stop) =>
        {
            await pacs.SendAsync(move.Destination, asked);
            await Task.Delay(Timeout.Infinite, stop);
            return DimseStatus.Success;
        };
        var jobId = await job.RunAsync(pacs.Studies);
        await job.UntilAsync(jobId, JobState.Done);
        Assert.That(job.Archive.Held, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Pause_stops_what_is_under_way_loses_nothing_and_resume_goes_on()
    {
        var pacs = new FakePacs(studies: 1, perStudy: 4);
        await using var job = await JobNode.StartAsync(pacs);
        var stopped = new TaskCompletionSource();
        pacs.Script = async (move, asked, stop) =>
        {
            await pacs.SendAsync(move.Destination, move.Number == 1 ? asked.Take(2) : asked);
            if (move.Number > 1)
                return DimseStatus.Success;
            stop.Register(stopped.SetResult);
            await Task.Delay(Timeout.Infinite, stop);
            return DimseStatus.Cancel;
        };
        var jobId = await job.RunAsync(pacs.Studies);
        await job.Node.UntilAsync("two are here", async () => (await job.ItemsAsync(jobId))[0].Progress.Received == 2);
        await job.Jobs.PauseAsync(jobId, "alice", null, CancellationToken.None);
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await job.Node.UntilAsync("the item waits", async () => (await job.ItemsAsync(jobId))[0].State == JobItemState.Waiting);
        Assert.That((await job.Node.StudiesAsync()).Single().State, Is.EqualTo(StudyState.Receiving));

        await job.Jobs.RunAsync(jobId, "alice", CancellationToken.None);
        await job.UntilAsync(jobId, JobState.Done);
        Assert.That((job.Archive.Held.Count, job.Archive.Stores.Count), Is.EqualTo((4, 4)));
    }

    [Test]
    public async Task Instance_wanted_by_two_projects_goes_to_both()
    {
        var pacs = new FakePacs(studies: 1, perStudy: 3);
        await using var job = await JobNode.StartAsync(pacs, options => options with
        {
            Projects = [.. options.Projects, options.Projects[0] with { Name = "second", AeTitles = ["SECOND"], Destinations = [] }],
        });
        var begun = new TaskCompletionSource();
        pacs.Node = pacs.Node with { Limits = new() { Associations = 2 } };
        pacs.Script = async (move, asked, _) =>
        {
            // Both wait before the first sends; the second finds everything there.
            if (move.Number == 1)
                await begun.Task;
            else
                begun.TrySetResult();
            await pacs.SendAsync(move.Destination, move.Number == 1 ? asked : []);
            return DimseStatus.Success;
        };
        var first = await job.RunAsync(pacs.Studies);
        var second = await job.RunAsync(pacs.Studies, "second");
        await job.UntilAsync(first, JobState.Done);
        await job.UntilAsync(second, JobState.Done);

        Assert.That((await job.Node.StudiesAsync()).Select(study => (study.Project, study.InstanceCount)), Is.EquivalentTo(new[] { ("trial", 3), ("second", 3) }));
    }

    [TestCase((ushort)0xA700)]
    [TestCase((ushort)0xA702)]
    [TestCase((ushort)0xA801)]
    public async Task Busy_pacs_is_left_alone_and_asked_again_and_people_see_why(int status)
    {
        var pacs = new FakePacs(studies: 2, perStudy: 2);
        await using var job = await JobNode.StartAsync(pacs);
        var isBusy = true;
        pacs.Script = async (move, asked, _) =>
        {
            if (!isBusy)
                await pacs.SendAsync(move.Destination, asked);
            return new DimseStatus(isBusy ? (ushort)status : (ushort)0);
        };
        var jobId = await job.RunAsync(pacs.Studies);
        await job.Node.UntilAsync("the PACS is left alone", () => Task.FromResult(job.Node.Problems.Any(problem => problem.StartsWith("PACS main", StringComparison.Ordinal))), TimeSpan.FromSeconds(1));
        Assert.That((await job.ItemsAsync(jobId)).Select(item => item.State), Has.None.EqualTo(JobItemState.Gap));
        var moves = pacs.Moves.Count;
        isBusy = false;
        await job.UntilAsync(jobId, JobState.Done, TimeSpan.FromSeconds(1));

        Assert.That(moves, Is.LessThan(12));
        Assert.That((job.Archive.Held.Count, job.Node.Problems), Is.EqualTo((4, Array.Empty<string>())));
    }

    [Test]
    public async Task Instances_that_the_PACS_cannot_send_are_a_gap_soon_and_do_not_have_it_left_alone()
    {
        var pacs = new FakePacs(studies: 2, perStudy: 3) { Counts = new SuboperationCounts(0, 0, 1, 0) };
        await using var job = await JobNode.StartAsync(pacs);
        var lost = pacs.Of(pacs.Studies[0])[1].SopInstanceUid;
        pacs.Script = async (move, asked, _) =>
        {
            var sendable = asked.Where(instance => instance.SopInstanceUid != lost).ToList();
            await pacs.SendAsync(move.Destination, sendable);
            return new DimseStatus(sendable.Count == 0 ? (ushort)0xA702 : (ushort)0xB000);
        };
        var jobId = await job.RunAsync(pacs.Studies);
        await job.UntilAsync(jobId, JobState.DoneWithGaps, TimeSpan.FromSeconds(1));

        var item = (await job.ItemsAsync(jobId))[0];
        Assert.That((item.State, item.Reason), Is.EqualTo((JobItemState.Gap, "1 instances are missing; the PACS tried to send them and could send none: it may not have them in a form that it can send.")));
        Assert.That(pacs.Moves.Count(move => move.Study == pacs.Studies[0]), Is.EqualTo(1 + new JobOptions().Rounds));
        Assert.That(job.Node.Problems, Is.Empty);
    }

    [Test]
    public async Task Study_that_grew_since_it_was_listed_is_taken_whole()
    {
        var pacs = new FakePacs(studies: 1, perStudy: 4) { Listed = 3 };
        await using var job = await JobNode.StartAsync(pacs);
        pacs.Script = async (move, asked, _) =>
        {
            pacs.Listed = int.MaxValue;
            await pacs.SendAsync(move.Destination, pacs.Of(move.Study));
            return DimseStatus.Success;
        };
        var jobId = await job.RunAsync(pacs.Studies);
        await job.UntilAsync(jobId, JobState.Done);
        Assert.That((job.Archive.Held.Count, (await job.ItemsAsync(jobId))[0].Progress.Expected), Is.EqualTo((4, 4)));
    }

    [Test]
    public async Task One_bad_study_does_not_keep_the_others()
    {
        var pacs = new FakePacs(studies: 3, perStudy: 2);
        await using var job = await JobNode.StartAsync(pacs);
        pacs.Script = async (move, asked, _) =>
        {
            if (move.Study == pacs.Studies[0])
                return new DimseStatus(0xC001);
            await pacs.SendAsync(move.Destination, asked);
            return DimseStatus.Success;
        };
        var jobId = await job.RunAsync([.. pacs.Studies, "1.2.3.4.5"]);
        await job.UntilAsync(jobId, JobState.DoneWithGaps, TimeSpan.FromSeconds(1));

        var items = await job.ItemsAsync(jobId);
        Assert.That(items.Select(item => item.State), Is.EqualTo(new[] { JobItemState.Gap, JobItemState.Complete, JobItemState.Complete, JobItemState.Failed }));
        Assert.That(items[0].Reason, Does.Contain("C001"));
        Assert.That(items[3].Reason, Is.EqualTo("The PACS does not have this study."));
    }

    [Test]
    public async Task Window_that_closes_ends_no_study_and_counts_against_none()
    {
        var pacs = new FakePacs(studies: 1, perStudy: 3);
        await using var job = await JobNode.StartAsync(pacs);
        var hour = TimeOnly.FromTimeSpan(job.Node.Time.GetUtcNow().TimeOfDay);
        pacs.Node = pacs.Node with { Limits = new() { Windows = [new(Enum.GetValues<DayOfWeek>(), hour.AddHours(2), hour.AddHours(3))] } };
        var jobId = await job.RunAsync(pacs.Studies);
        for (var i = 0; i < 20; i++)
        {
            job.Node.Time.Advance(TimeSpan.FromMinutes(5));
            await Task.Delay(20);
        }

        Assert.That((pacs.Moves.Count, (await job.ItemsAsync(jobId))[0].State), Is.EqualTo((0, JobItemState.Waiting)));
        await job.UntilAsync(jobId, JobState.Done, TimeSpan.FromSeconds(10));
        Assert.That(pacs.Moves[0].At.TimeOfDay, Is.GreaterThanOrEqualTo(hour.AddHours(2).ToTimeSpan()));
    }
}
