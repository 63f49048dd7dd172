using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using DicomGateway.Scenarios.Proofs.Storm;
using DicomGateway.Service.Jobs;
using DicomGateway.Service.StandIn;
using DicomGateway.Service.StandIn.Journal;
using DicomGateway.Service.StandIn.Scripting;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Scenarios.Proofs.Jobs;

/// <summary>One job, during which the node is killed again and again; the PACS loses some instances the first time that they are asked for.</summary>
internal sealed class JobKillRun(string folder, ulong seed, int first, int count, StormPopulation population)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly ConcurrentQueue<JournalEntry> _journal = new();

    public async Task<IReadOnlyList<string>> RunAsync()
    {
        await using var archive = new StandInPacs(new StandInOptions { EndPoint = Loopback, Folder = Path.Combine(folder, "archive"), AeTitle = "ARCHIVE" });
        archive.Start();
        var known = new Dictionary<string, DnsEndPoint>();
        await using var pacs = new StandInPacs(
            new StandInOptions { EndPoint = Loopback, Folder = Path.Combine(folder, "pacs"), Known = known, Script = Script },
            population.Index,
            new StandInJournal(TimeProvider.System, listener: _journal.Enqueue));
        pacs.Start();
        await using var node = new FetchingNode($"jk{first}", pacs.EndPoint.Port, archive.EndPoint.Port, configuration =>
            configuration["pacs"]![0]!["quirks"] = new JsonObject { ["retrieval"] = Retrieval == StandInOperation.Get ? "Get" : "Move" });
        known[FetchingNode.FetchAeTitle] = new DnsEndPoint("127.0.0.1", node.DicomPort);
        await node.StartAsync();
        var studies = population.Index.Studies;
        var job = await node.FetchAsync([.. studies.Select(study => study.StudyInstanceUid)]);
        for (var kill = first; kill < first + count; kill++)
        {
            await Task.Delay(SeededSequence.Of(seed, (ulong)kill).Between(0, 1500), CancellationToken.None);
            await node.KillAsync();
            await node.StartAsync();
        }

        var end = await EndAsync(node, job);
        var wrong = new List<string>();
        var arrived = archive.Index.Studies.SelectMany(study => study.Instances).Select(instance => StormPopulation.PixelsOf(instance.File.Path)).ToList();
        foreach (var item in await node.ItemsAsync(job))
        {
            var expected = studies[item.Row - 1].Instances.Select(instance => population.Pixels(instance.SopInstanceUid)).ToList();
            if (item.State == "Complete" && expected.Except(arrived).Count() is > 0 and var lost)
                wrong.Add($"study {item.Row} is Complete, {lost} of {expected.Count} instances are not in the archive");
            if (item.State != "Complete")
                wrong.Add($"study {item.Row} is {item.State}: {item.Reason}; nothing was kept from it for good");
        }

        if (arrived.Except(studies.SelectMany(study => study.Instances).Select(instance => population.Pixels(instance.SopInstanceUid))).Count() is > 0 and var strange)
            wrong.Add($"{strange} instances that nobody asked for are in the archive");
        if (arrived.Count != arrived.Distinct().Count())
            wrong.Add($"{arrived.Count - arrived.Distinct().Count()} instances are in the archive twice");
        TestContext.Progress.WriteLine($"kills {first} to {first + count - 1}: job {end.State}, by {Retrieval}, {arrived.Count} instances in the archive by {archive.Archive.Received} operations");
        await node.StopAsync();
        return [.. wrong.Select(finding => $"seed {seed}, kills {first} to {first + count - 1}: {finding}")];
    }

    /// <summary>A study over which the process ended three times waits for a person: here it was not the study's fault, so the person says that it may go on.</summary>
    private static async Task<JobView> EndAsync(FetchingNode node, long job)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!limit.IsCancellationRequested && (await node.JobAsync(job)).State is not ("Done" or "DoneWithGaps"))
        {
            foreach (var item in (await node.ItemsAsync(job)).Where(item => item is { State: "Held", Study: not null }))
                await node.ReleaseAsync(item.Study!.Value);
            await Task.Delay(200, CancellationToken.None);
        }

        return await node.JobAsync(job);
    }

    /// <summary>One job in three fetches by C-GET.</summary>
    private StandInOperation Retrieval => first / count % 3 == 2 ? StandInOperation.Get : StandInOperation.Move;

    private static IPEndPoint Loopback => new(IPAddress.Loopback, 0);

    private MisbehaviourScript Script => new()
    {
        Seed = (int)(seed % int.MaxValue),
        Rules =
        [
            new() { On = Retrieval, Do = Misbehaviour.Slow, Time = TimeSpan.FromMilliseconds(60) },
            new() { On = Retrieval, Do = Misbehaviour.Drop, Percent = 40, TimesEach = 1, Share = 50 },
        ],
    };
}
