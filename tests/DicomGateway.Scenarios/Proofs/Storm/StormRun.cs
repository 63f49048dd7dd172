using System.Collections.Concurrent;
using System.Net;
using DicomGateway.Network.Association;
using DicomGateway.Network.Transport;
using DicomGateway.Service.StandIn;
using DicomGateway.Service.StandIn.Holdings;
using DicomGateway.Service.StandIn.Journal;
using DicomGateway.Service.StandIn.Scripting;
using DicomGateway.Testing.Faults;
using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Records.Jobs;

namespace DicomGateway.Scenarios.Proofs.Storm;

/// <summary>One seed: a job against a stand-in that misbehaves, up to its end, and what the oracle says of it.</summary>
internal sealed class StormRun(string folder, ulong seed, StormPopulation population)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly ConcurrentQueue<JournalEntry> _journal = new();

    public StormWeather Weather { get; } = StormWeather.Draw(seed);

    public JobState? End { get; private set; }

    public async Task<IReadOnlyList<string>> RunAsync()
    {
        await using var archive = new StandInPacs(new StandInOptions { EndPoint = Loopback, Folder = Path.Combine(folder, "archive"), AeTitle = "ARCHIVE" });
        archive.Start();
        await using var node = await StormNode.StartAsync(folder, archive.EndPoint.Port);
        await using var pacs = StartPacs(node, Weather.Script);

        var wanted = Choose();
        var jobId = await node.Records.Jobs.CreateAsync(new JobRequest(StormNode.Project, StormNode.PacsName, "tester", "storm", NeedsAnother: false), Select(wanted), CancellationToken.None);
        await node.Records.Jobs.RunAsync(jobId, "tester", CancellationToken.None);
        End = await EndedAsync(node, jobId);
        var findings = await JudgeAsync(End);
        if (findings.Count > 0 || End == JobState.Done)
            return findings;

        // The weather clears: what was missing is fetched, that and no more, and the job has nothing to hide any longer.
        await using var fair = StartPacs(node, new MisbehaviourScript());
        await node.Records.Jobs.RetryAsync(jobId, "tester", CancellationToken.None);
        var end = await EndedAsync(node, jobId);
        return end == JobState.DoneWithGaps ? ["a gap was left by a PACS that does everything right", .. await JudgeAsync(end)] : await JudgeAsync(end);

        Task<IReadOnlyList<string>> JudgeAsync(JobState? state) =>
            new StormOracle(population, Weather, node.Records, archive, _journal).JudgeAsync(jobId, state, wanted, node.Time.GetUtcNow());
    }

    private StandInPacs StartPacs(StormNode node, MisbehaviourScript script)
    {
        var known = new Dictionary<string, DnsEndPoint> { [StormNode.FetchAeTitle] = new("127.0.0.1", node.Port) };
        var options = new StandInOptions { EndPoint = Loopback, Folder = Path.Combine(folder, "pacs"), Known = known, Script = script };
        var pacs = new StandInPacs(options, population.Index, new StandInJournal(TimeProvider.System, listener: _journal.Enqueue));
        pacs.Start();
        node.Pacs = Pacs(pacs.EndPoint.Port);
        return pacs;
    }

    private static IPEndPoint Loopback => new(IPAddress.Loopback, 0);

    private PacsNode Pacs(int port) => new()
    {
        Name = StormNode.PacsName,
        Client = new DicomClientOptions
        {
            Host = "127.0.0.1",
            Port = port,
            CalledAeTitle = "STANDIN",
            CallingAeTitle = "GATEWAY",
            Association = new AssociationOptions { Timeouts = new AssociationTimeouts { Connect = TimeSpan.FromMinutes(5), Response = TimeSpan.FromMinutes(5) } },
        },
        MoveDestination = StormNode.FetchAeTitle,
        Profile = Weather.Profile,
        Limits = new PacsLimits { Associations = 2 },
    };

    private List<HeldStudy> Choose()
    {
        var random = new SeededSequence(seed + 1);
        return [.. population.Index.Studies.OrderBy(_ => random.NextUInt64()).Take(random.Between(2, 5))];
    }

    private static async IAsyncEnumerable<SelectedStudy> Select(IReadOnlyList<HeldStudy> studies)
    {
        await Task.CompletedTask;
        for (var row = 0; row < studies.Count; row++)
            yield return new SelectedStudy(row + 1, studies[row].StudyInstanceUid, studies[row].PatientId, null, studies[row].Instances.Count());
    }

    private static async Task<JobState?> EndedAsync(StormNode node, long jobId)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!limit.IsCancellationRequested)
        {
            var job = (await node.Records.Jobs.FindAsync(jobId, CancellationToken.None))!;
            if (job.State is JobState.Done or JobState.DoneWithGaps)
                return job.State;
            await Task.Delay(20, CancellationToken.None);
        }

        return null;
    }
}
