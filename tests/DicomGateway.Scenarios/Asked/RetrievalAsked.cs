using System.Text.Json.Nodes;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Service.StandIn.Scripting;

namespace DicomGateway.Scenarios.Asked;

/// <summary>What users of such gateways ask for, by its number in the list of the design: fetching.</summary>
[TestFixture]
internal sealed class RetrievalAsked
{
    [Test]
    [Description("Item 1: provable completeness before forwarding; else what is missing is fetched, else the list of what is missing")]
    public async Task Item_01_study_with_a_gap_is_named_by_uid_and_not_forwarded()
    {
        MisbehaviourRule[] rules = [Move(Misbehaviour.Drop) with { Steady = true, Share = 20 }];
        await using var hospital = await Hospital.OpenAsync("asked1", 1, 6, rules, configuration => configuration["retrieve"]!["rounds"] = 2);
        var job = await hospital.Node.FetchAsync(hospital.Studies);
        var end = await hospital.Node.EndedAsync(job, Hospital.Patience);
        var item = (await hospital.Node.ItemsAsync(job)).Single();
        var sent = hospital.Journal.Where(entry => entry.Event == "sent").Select(entry => entry.Instance);
        Assert.Multiple(async () =>
        {
            Assert.That(end.State, Is.EqualTo("DoneWithGaps"));
            Assert.That(item.State, Is.EqualTo("Gap"));
            Assert.That(await hospital.Node.MissingAsync(job, item.Id), Is.Not.Empty.And.EquivalentTo(hospital.Instances(0).Except(sent)));
            Assert.That(hospital.Archived, Is.Zero, "nothing of it is forwarded until somebody has decided");
        });
    }

    [Test]
    [Description("Item 1: a completed C-MOVE that delivered less is seen through, and what is missing is fetched")]
    public async Task Item_01_what_a_pacs_silently_drops_is_fetched_again()
    {
        await using var hospital = await Hospital.OpenAsync("asked1b", 2, 5, [Move(Misbehaviour.Drop) with { TimesEach = 1, Share = 50 }]);
        var job = await hospital.Node.FetchAsync(hospital.Studies);
        Assert.That((await hospital.Node.EndedAsync(job, Hospital.Patience)).State, Is.EqualTo("Done"));
        Assert.That(hospital.Archived, Is.EqualTo(10));
        Assert.That(hospital.Journal.Where(entry => entry.Event == "sent").Select(entry => entry.Instance), Is.Unique, "only what was missing was fetched again");
    }

    [Test]
    [Description("Item 3: after a crash no state survives without an owner")]
    public async Task Item_03_killed_node_goes_on_with_its_job()
    {
        await using var hospital = await Hospital.OpenAsync("asked3", 3, 4, [Move(Misbehaviour.Slow) with { Time = TimeSpan.FromMilliseconds(150) }]);
        var job = await hospital.Node.FetchAsync(hospital.Studies);
        await Eventually.TrueAsync("something has been sent", Hospital.Patience, () => Task.FromResult(hospital.Journal.Count(entry => entry.Event == "sent") > 2));
        await hospital.Node.KillAsync();
        await hospital.Node.StartAsync();
        Assert.That((await hospital.Node.EndedAsync(job, Hospital.Patience)).State, Is.EqualTo("Done"));
        Assert.That(hospital.Archived, Is.EqualTo(12));
    }

    [Test]
    [Description("Item 4: truthful status with reasons: expected, received, forwarded, and why not")]
    public async Task Item_04_item_says_how_far_it_is_and_why_it_goes_no_further()
    {
        MisbehaviourRule[] rules = [Move(Misbehaviour.Drop) with { Steady = true, Share = 20 }];
        await using var hospital = await Hospital.OpenAsync("asked4", 1, 6, rules, configuration => configuration["retrieve"]!["rounds"] = 2);
        var job = await hospital.Node.FetchAsync(hospital.Studies);
        await hospital.Node.EndedAsync(job, Hospital.Patience);
        var item = (await hospital.Node.ItemsAsync(job)).Single();
        var sent = hospital.Journal.Where(entry => entry.Event == "sent").Select(entry => entry.Instance).Distinct().Count();
        Assert.Multiple(() =>
        {
            Assert.That(item.Reason, Is.Not.Empty);
            Assert.That(item.Expected, Is.EqualTo(6));
            Assert.That(item.Received, Is.EqualTo(sent));
            Assert.That(item.Missing, Is.EqualTo(6 - sent));
            Assert.That(item.Forwarded, Is.Zero);
        });
    }

    [Test]
    [Description("Item 5: one bad study never blocks the rest; only what failed is retried")]
    public async Task Item_05_bad_study_does_not_block_the_others()
    {
        MisbehaviourRule[] rules = [new() { On = StandInOperation.Find, Do = Misbehaviour.Slow, Time = TimeSpan.FromMilliseconds(1) }, Move(Misbehaviour.Fail) with { Percent = 40, Steady = true, Share = 100 }];
        await using var hospital = await Hospital.OpenAsync("asked5", 5, 2, rules, configuration => configuration["retrieve"]!["rounds"] = 1);
        var job = await hospital.Node.FetchAsync(hospital.Studies);
        await hospital.Node.EndedAsync(job, Hospital.Patience);
        var items = await hospital.Node.ItemsAsync(job);
        Assert.That(items.Select(item => item.State), Is.All.AnyOf("Complete", "Gap", "Failed"));
        var whole = items.Where(item => item.State == "Complete").Select(item => hospital.Studies[item.Row - 1]).ToHashSet();
        var before = hospital.Journal.Count;
        await hospital.Node.ChangeAsync(job, "retry");
        await hospital.Node.EndedAsync(job, Hospital.Patience);
        var again = hospital.Journal.Skip(before).Where(entry => entry is { Operation: StandInOperation.Move, Event: "asked" }).Select(entry => entry.Keys!["StudyInstanceUID"]);
        Assert.That(again.Where(whole.Contains), Is.Empty, "what is complete is not fetched again");
    }

    [Test]
    [Description("Item 8: many C-MOVEs at a time into one AE title, without move originator")]
    public async Task Item_08_moves_side_by_side_are_told_apart_by_uid()
    {
        MisbehaviourRule[] rules = [Move(Misbehaviour.OmitOriginator), Move(Misbehaviour.Slow) with { Time = TimeSpan.FromMilliseconds(30) }];
        await using var hospital = await Hospital.OpenAsync("asked8", 6, 3, rules, configuration =>
        {
            configuration["pacs"]![0]!["limits"] = new JsonObject { ["associations"] = 6 };
            var second = configuration["projects"]![0]!.DeepClone().AsObject();
            (second["name"], second["aeTitles"]) = ("second", new JsonArray("SECOND"));
            configuration["projects"]!.AsArray().Add(second);
        });
        var jobs = new[] { await hospital.Node.FetchAsync(hospital.Studies), await hospital.Node.FetchAsync(hospital.Studies, "second") };
        foreach (var job in jobs)
        {
            Assert.That((await hospital.Node.EndedAsync(job, Hospital.Patience)).State, Is.EqualTo("Done"));
            Assert.That((await hospital.Node.ItemsAsync(job)).Select(item => item.Forwarded), Is.All.EqualTo(3));
        }

        Assert.That(hospital.Archived, Is.EqualTo(36), "each project has its own pseudonyms");
    }

    private static MisbehaviourRule Move(Misbehaviour what) => new() { On = StandInOperation.Move, Do = what };
}
