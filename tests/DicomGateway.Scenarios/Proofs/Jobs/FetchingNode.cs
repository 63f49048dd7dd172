using System.Text.Json.Nodes;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Service.Control;
using DicomGateway.Service.Jobs;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios.Proofs.Jobs;

/// <summary>The product's executable with a PACS to fetch from and an archive, and what its API says of jobs.</summary>
internal sealed class FetchingNode : IAsyncDisposable
{
    public const string FetchAeTitle = "FETCH";

    private readonly NodeUnderTest _node;

    public FetchingNode(string name, int pacsPort, int archivePort, Action<JsonObject>? change = null) => _node = new NodeUnderTest(name, configuration =>
    {
        configuration.AddArchive(archivePort, "ARCHIVE");
        configuration["retrieve"] = new JsonObject { ["aeTitles"] = new JsonArray(FetchAeTitle), ["lateTime"] = "1s", ["stall"] = "10s" };
        configuration["pacs"] = new JsonArray(new JsonObject
        {
            ["name"] = "standin",
            ["host"] = "127.0.0.1",
            ["port"] = pacsPort,
            ["calledAeTitle"] = "STANDIN",
            ["moveDestination"] = FetchAeTitle,
            ["limits"] = new JsonObject { ["associations"] = 2 },
        });
        configuration["peers"]!.AsArray().Add(new JsonObject { ["aeTitle"] = "STANDIN", ["addresses"] = new JsonArray("127.0.0.0/8") });
        change?.Invoke(configuration);
    });

    public int DicomPort => _node.DicomPort;

    public Task StartAsync() => _node.StartAsync();

    public Task<string> ReadOutputAsync() => _node.ReadOutputAsync();

    public async Task KillAsync()
    {
        Posix.Signal(_node.ProcessId, Posix.Kill);
        await _node.EndedAsync(TimeSpan.FromSeconds(30));
    }

    public Task<int> StopAsync() => _node.StopAsync();

    /// <summary>Runs a command and returns its output; it has to succeed.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var (status, output, error) = await _node.CommandAsync(arguments);
        Assert.That(status, Is.Zero, $"{string.Join(' ', arguments)}: {output}{error}");
        return output;
    }

    /// <summary>Creates a job for these studies and lets it run; returns its number.</summary>
    public async Task<long> FetchAsync(IReadOnlyList<string> studies, string project = "trial")
    {
        using var client = new ControlClient(_node.DataFolder);
        var job = await client.PostAsync<JobView>("jobs", new JobCreation(project, ["standin"], "proof", null, null, studies), CancellationToken.None);
        return (await ChangeAsync(job.Id, "run")).Id;
    }

    /// <summary>run, pause, resume, retry.</summary>
    public async Task<JobView> ChangeAsync(long job, string verb)
    {
        using var client = new ControlClient(_node.DataFolder);
        if (verb != "retry")
            return await client.PostAsync<JobView>(FormattableString.Invariant($"jobs/{job}/{verb}"), new JobReason("proof"), CancellationToken.None);
        await client.PostAsync<JobRetryResult>(FormattableString.Invariant($"jobs/{job}/retry"), new JobReason("proof"), CancellationToken.None);
        return await JobAsync(job);
    }

    /// <summary>Lets a held study go on, as a person would.</summary>
    public async Task ReleaseAsync(long study) => await _node.CommandAsync("hold", "release", FormattableString.Invariant($"{study}"), "--why", "proof");

    public async Task<JobView> JobAsync(long job)
    {
        using var client = new ControlClient(_node.DataFolder);
        return await client.GetAsync<JobView>(FormattableString.Invariant($"jobs/{job}"), CancellationToken.None);
    }

    public async Task<IReadOnlyList<JobItemView>> ItemsAsync(long job)
    {
        using var client = new ControlClient(_node.DataFolder);
        return await client.GetAsync<List<JobItemView>>(FormattableString.Invariant($"jobs/{job}/items"), CancellationToken.None);
    }

    /// <summary>The SOP Instance UIDs that an item says are missing.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(long job, long item)
    {
        using var client = new ControlClient(_node.DataFolder);
        var missing = await client.GetAsync<List<MissingView>>(FormattableString.Invariant($"jobs/{job}/items/{item}/missing"), CancellationToken.None);
        return [.. missing.SelectMany(series => series.SopInstanceUids)];
    }

    public async Task<JobView> EndedAsync(long job, TimeSpan within)
    {
        JobView? last = null;
        await Eventually.TrueAsync($"job {job} ends", within, async () => (last = await JobAsync(job)).State is "Done" or "DoneWithGaps", () => $"{last}");
        return last!;
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();
}
