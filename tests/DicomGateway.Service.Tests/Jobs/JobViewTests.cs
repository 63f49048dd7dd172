using System.Text.Json;
using DicomGateway.Service.Api;
using DicomGateway.Service.Jobs;
using DicomGateway.Transfer.Records.Jobs;

namespace DicomGateway.Service.Tests.Jobs;

internal sealed class JobViewTests
{
    [Test]
    public void Job_that_waits_for_a_person_says_so_and_how_many_studies_are_held()
    {
        var job = Job(JobState.Running, (JobItemState.Complete, 3), (JobItemState.Held, 2));
        var view = JobViews.Of(job, _ => "main may be asked again on 2026-01-01 at 20:00.");
        Assert.That((view.State, view.WaitsForPerson), Is.EqualTo(("Running", true)));
        Assert.That(view.Waiting, Is.EqualTo("Waits for a person: 2 studies are held. Release or reject with `hold`, or under Held."));
    }

    [Test]
    public void Waiting_of_each_pacs_counts_only_where_something_is_open()
    {
        var job = Job(JobState.Running, (JobItemState.Waiting, 1), (JobItemState.Held, 1)) with { From = [new JobPacs("main", 1, 1), new JobPacs("old", 3, 0)] };
        var view = JobViews.Of(job, pacs => $"{pacs} is closed.");
        Assert.That(view.From, Is.EqualTo(new[] { new JobPacsView("main", 1, 1, "main is closed."), new JobPacsView("old", 3, 0, null) }));
        Assert.That((view.Pacs, view.Waiting), Is.EqualTo(("main, old", "main is closed. Of what has come, something waits for a person: 1 study is held. Release or reject with `hold`, or under Held.")));
        Assert.That(JobViews.Of(job with { State = JobState.Paused }, _ => "closed").Waiting, Is.Null);
    }

    [TestCase("\"main\"", "main")]
    [TestCase("[\"main\",\"old\"]", "main old")]
    [TestCase("null", "")]
    public void Job_is_asked_for_with_one_pacs_or_several(string pacs, string expected)
    {
        var wanted = JsonSerializer.Deserialize<JobCreation>($$"""{"project":"trial","pacs":{{pacs}},"why":"trial 7"}""", ApiJson.Options)!;
        Assert.That(string.Join(' ', wanted.Pacs ?? []), Is.EqualTo(expected));
        Assert.That(JsonSerializer.Deserialize<JobCreation>(JsonSerializer.Serialize(wanted, ApiJson.Options), ApiJson.Options)!.Pacs ?? [], Is.EqualTo(wanted.Pacs ?? []));
    }

    private static JobSummary Job(JobState state, params (JobItemState State, int Count)[] items) => new()
    {
        JobId = 1,
        Project = "trial",
        Why = "trial 7",
        State = state,
        StateSince = default,
        CreatedBy = "alice",
        Created = default,
        NeedsAnother = false,
        From = [new JobPacs("main", 5, 0)],
        Items = items.ToDictionary(item => item.State, item => item.Count),
    };
}
