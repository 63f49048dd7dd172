using System.Text.Json.Nodes;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Scenarios.Proofs;
using DicomGateway.Service.StandIn.Journal;
using DicomGateway.Service.StandIn.Scripting;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Scenarios.Asked;

/// <summary>What users of such gateways ask for, by its number in the list of the design: manners, and what a disk can promise.</summary>
[TestFixture]
internal sealed class PacingAsked
{
    [Test]
    [Description("Item 2: Success is never answered before the instance is durable")]
    public async Task Item_02_what_was_acknowledged_survives_kill()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("SIGKILL needs a POSIX system.");
        using var folder = ProofFolder.Make("asked2");
        var wrong = new List<string>();
        var acknowledged = await new KillRun(folder.Combine("g"), 2, 0, 2).RunAsync(wrong);
        Assert.That(acknowledged, Is.Positive);
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    [Description("Item 6: a limit of studies per minute holds, and a pause is felt at once and loses nothing")]
    public async Task Item_06_limit_holds_and_pause_stops()
    {
        var limits = new JsonObject { ["associations"] = 2, ["studiesPerMinute"] = 2 };
        await using var hospital = await Hospital.OpenAsync("asked6", 5, 2, [], configuration => configuration["pacs"]![0]!["limits"] = limits);
        var job = await hospital.Node.FetchAsync(hospital.Studies);
        await Eventually.TrueAsync("two studies are complete", Hospital.Patience, async () => (await hospital.Node.ItemsAsync(job)).Count(item => item.State == "Complete") == 2);
        Assert.That(hospital.Asked(StandInOperation.Move).Select(entry => entry.Keys!["StudyInstanceUID"]).Distinct().Count(), Is.EqualTo(2));
        Assert.That((await hospital.Node.JobAsync(job)).Waiting, Is.Not.Empty, "it says what it waits for");
        Assert.That((await hospital.Node.ChangeAsync(job, "pause")).State, Is.EqualTo("Paused"));
        Assert.That((await hospital.Node.ChangeAsync(job, "resume")).State, Is.EqualTo("Running"));
    }

    [TestCase(false)]
    [TestCase(true)]
    [Description("Item 6: a stop ends the traffic within a second, by C-CANCEL or, where the PACS does not hear it, by A-ABORT; a load on the machine is allowed for")]
    public async Task Item_06_stop_is_felt_at_once(bool isDeaf)
    {
        const int instances = 80;
        var pause = new MisbehaviourRule { On = StandInOperation.Move, Do = Misbehaviour.Slow, Time = TimeSpan.FromMilliseconds(100) };
        MisbehaviourRule[] rules = isDeaf ? [pause, new() { On = StandInOperation.Move, Do = Misbehaviour.IgnoreCancel }] : [pause];
        await using var hospital = await Hospital.OpenAsync(isDeaf ? "asked6d" : "asked6c", 1, instances, rules);
        var job = await hospital.Node.FetchAsync(hospital.Studies);
        await Eventually.TrueAsync("something has come", Hospital.Patience, () => Task.FromResult(Sent().Count > 2));

        var asked = DateTimeOffset.UtcNow;
        await hospital.Node.ChangeAsync(job, "pause");
        await Eventually.TrueAsync("the study waits", Hospital.Patience, async () => (await hospital.Node.ItemsAsync(job)).Single().State == "Waiting");
        await Task.Delay(TimeSpan.FromSeconds(1));
        var sent = Sent();
        TestContext.Out.WriteLine($"{(isDeaf ? "Deaf PACS" : "PACS")}: the last of {sent.Count} instances came {(sent[^1].At - asked).TotalMilliseconds:F0} ms after the stop.");
        Assert.That(sent[^1].At - asked, Is.LessThan(TimeSpan.FromSeconds(isDeaf ? 4 : 3)));
        Assert.That(sent, Has.Count.LessThan(instances));
        Assert.That(hospital.Journal.Where(entry => entry is { Operation: StandInOperation.Move, Event: "answered" }).Select(entry => entry.Status![..4]), Is.EqualTo(isDeaf ? [] : new[] { "FE00" }));

        await hospital.Node.ChangeAsync(job, "resume");
        Assert.That((await hospital.Node.EndedAsync(job, Hospital.Patience)).State, Is.EqualTo("Done"));
        Assert.That((hospital.Archived, Sent().Select(entry => entry.Instance).Distinct().Count()), Is.EqualTo((instances, instances)));

        List<JournalEntry> Sent() => [.. hospital.Journal.Where(entry => entry is { Operation: StandInOperation.Move, Event: "sent" })];
    }

    [Test]
    [Description("Item 6: a PACS that is out of resources is left alone for a while")]
    public async Task Item_06_busy_pacs_is_not_hammered()
    {
        MisbehaviourRule[] rules = [new() { On = StandInOperation.Move, Do = Misbehaviour.Refuse, Status = "A702" }];
        await using var hospital = await Hospital.OpenAsync("asked6b", 3, 2, rules);
        await hospital.Node.FetchAsync(hospital.Studies);
        await Eventually.TrueAsync("it has been asked", Hospital.Patience, () => Task.FromResult(hospital.Asked(StandInOperation.Move).Count > 0));
        await Task.Delay(TimeSpan.FromSeconds(5));
        Assert.That(hospital.Asked(StandInOperation.Move), Has.Count.LessThan(20));
    }

    [Test]
    [Description("Item 25: pulls pause before pushes are refused")]
    public async Task Item_25_low_disk_pauses_pulls_while_pushes_go_on()
    {
        Dcmtk.Require("storescu");
        await using var hospital = await Hospital.OpenAsync("asked25", 2, 2, [], configuration => configuration["retrieve"]!["watermarkMegabytes"] = 100_000_000);
        var job = await hospital.Node.FetchAsync(hospital.Studies);
        await Eventually.TrueAsync("it says what it waits for", Hospital.Patience, async () => (await hospital.Node.JobAsync(job)).Waiting is { Length: > 0 });
        using var folder = ProofFolder.Make("asked25-in");
        CanaryFiles.Write(folder.Path, 77, 2);
        var sent = await Dcmtk.StoreScuAsync(hospital.Node.DicomPort, "TRIAL", folder.Path);
        Assert.Multiple(() =>
        {
            Assert.That(sent.Status, Is.Zero, sent.Output + sent.Error);
            Assert.That(hospital.Asked(StandInOperation.Move), Is.Empty);
        });
    }
}
