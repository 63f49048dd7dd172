using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using DicomGateway.Scenarios.Proofs.Jobs;
using DicomGateway.Service.Phantom;
using DicomGateway.Service.StandIn;
using DicomGateway.Service.StandIn.Holdings;
using DicomGateway.Service.StandIn.Journal;
using DicomGateway.Service.StandIn.Scripting;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Scenarios.Proofs;

/// <summary>A job that is paused, survives a restart and goes on stays within its limits, as the PACS's own journal tells.</summary>
[TestFixture]
[Category("Proof.politeness")]
internal sealed class PolitenessProof
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Test]
    public async Task Job_keeps_to_its_studies_per_minute_over_pause_and_restart()
    {
        using var folder = ProofFolder.Make("polite");
        var count = ProofCount.Or(12);
        var perMinute = Math.Max(10, count / 4);

        // Ultrasound has burned-in text: it would be held, and the job would wait for a person. So there are more studies than are asked for.
        var phantom = PhantomGenerator.Generate(folder.Combine("population"), new PhantomOptions { Seed = 8, Studies = (count * 3 / 2) + 4, Slices = 1, Matrix = 32 });
        foreach (var file in phantom.Studies.Where(study => study.HasBurnedInText).SelectMany(study => study.Files))
            File.Delete(file);
        var index = ArchiveIndex.Of(folder.Combine("population"));
        var journal = new ConcurrentQueue<JournalEntry>();
        var loopback = new IPEndPoint(IPAddress.Loopback, 0);
        await using var archive = new StandInPacs(new StandInOptions { EndPoint = loopback, Folder = folder.Combine("archive"), AeTitle = "ARCHIVE" });
        archive.Start();
        var known = new Dictionary<string, DnsEndPoint>();
        var options = new StandInOptions { EndPoint = loopback, Folder = folder.Combine("pacs"), Known = known };
        await using var pacs = new StandInPacs(options, index, new StandInJournal(TimeProvider.System, listener: journal.Enqueue));
        pacs.Start();
        await using var node = new FetchingNode("polite-node", pacs.EndPoint.Port, archive.EndPoint.Port, configuration => configuration["pacs"]![0]!["limits"] = new JsonObject { ["associations"] = 2, ["studiesPerMinute"] = perMinute });
        known[FetchingNode.FetchAeTitle] = new DnsEndPoint("127.0.0.1", node.DicomPort);
        await node.StartAsync();
        var wanted = index.Studies.Take(count).Select(study => study.StudyInstanceUid).ToList();
        Assert.That(wanted, Has.Count.EqualTo(count));
        var job = await node.FetchAsync(wanted);
        await BegunAsync(journal, 3);
        await node.ChangeAsync(job, "pause");
        await Task.Delay(TimeSpan.FromSeconds(2));
        var paused = Begins(journal).Count;
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.That(Begins(journal), Has.Count.EqualTo(paused), "a paused job asks for nothing");
        await node.StopAsync();
        await node.StartAsync();
        await node.ChangeAsync(job, "resume");
        var end = await node.EndedAsync(job, TimeSpan.FromMinutes(10 + (2 * count / perMinute)));

        var begins = Begins(journal);
        var most = begins.Max(begin => begins.Count(other => other >= begin && other < begin + Minute));
        TestContext.Out.WriteLine($"{count} studies, {perMinute} a minute allowed: job {end.State}, at most {most} begun within a minute, {begins.Count} retrievals in all");
        Assert.Multiple(() =>
        {
            Assert.That(most, Is.LessThanOrEqualTo(perMinute));
            Assert.That(begins, Has.Count.EqualTo(count));
            Assert.That(end.States.Where(state => state.Key is not "Complete").Select(state => state.Key), Is.Empty);
        });
    }

    /// <summary>When each study was asked for first.</summary>
    private static List<DateTimeOffset> Begins(IEnumerable<JournalEntry> journal) =>
    [
        .. journal.Where(entry => entry is { Operation: StandInOperation.Move, Event: "asked" })
            .GroupBy(entry => entry.Keys!["StudyInstanceUID"]).Select(study => study.Min(entry => entry.At)),
    ];

    private static async Task BegunAsync(ConcurrentQueue<JournalEntry> journal, int studies)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (Begins(journal).Count < studies)
            await Task.Delay(50, limit.Token);
    }
}
