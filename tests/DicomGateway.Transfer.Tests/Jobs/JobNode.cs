using DicomGateway.Transfer.Jobs;
using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Records.Jobs.Items;
using DicomGateway.Transfer.Tests.Way;

namespace DicomGateway.Transfer.Tests.Jobs;

/// <summary>A whole node with an archive and a PACS to fetch from.</summary>
internal sealed class JobNode : IAsyncDisposable
{
    public const string Project = "trial";

    private JobNode(FakePacs pacs, FlowNode node, ScriptedArchive archive) => (Pacs, Node, Archive) = (pacs, node, archive);

    public FakePacs Pacs { get; }

    public FlowNode Node { get; }

    public ScriptedArchive Archive { get; }

    public JobStore Jobs => Node.Records.Jobs;

    public static Task<JobNode> StartAsync(FakePacs pacs, Func<TransferOptions, TransferOptions>? change = null) => StartAsync([pacs], change);

    public static async Task<JobNode> StartAsync(IReadOnlyList<FakePacs> pacs, Func<TransferOptions, TransferOptions>? change = null)
    {
        var archive = new ScriptedArchive();
        archive.Up();
        var options = new JobOptions { RetrieveAeTitles = [FakePacs.RetrieveAeTitle], MinimumFreeBytes = 0 };
        var node = await FlowNode.StartAsync(
            [archive], all => (change ?? (same => same))(all with { Jobs = options }), flow => flow.Users = (SeveralPacs)(flow.Pacs = new SeveralPacs(pacs)));
        foreach (var one in pacs)
            one.Receiver = node;
        return new JobNode(pacs[0], node, archive);
    }

    public async Task<long> RunAsync(IEnumerable<string> studies, string project = Project)
    {
        var jobId = await CreateAsync(studies, project);
        await Jobs.RunAsync(jobId, "alice", CancellationToken.None);
        return jobId;
    }

    public async Task<long> CreateAsync(IEnumerable<string> studies, string project = Project) => await Jobs.CreateAsync(
        new JobRequest(project, FakePacs.Name, "alice", "trial 7", NeedsAnother: false),
        studies.Select((uid, index) => new SelectedStudy(index + 1, uid, null, null, null)).ToAsyncEnumerable(), CancellationToken.None);

    /// <summary>Studies that each name their PACS.</summary>
    public async Task<long> RunAsync(params SelectedStudy[] studies)
    {
        var jobId = await Jobs.CreateAsync(new JobRequest(Project, null, "alice", "trial 7", NeedsAnother: false), studies.ToAsyncEnumerable(), CancellationToken.None);
        await Jobs.RunAsync(jobId, "alice", CancellationToken.None);
        return jobId;
    }

    public async Task<JobState> StateAsync(long jobId) => (await Jobs.FindAsync(jobId, CancellationToken.None))!.State;

    public ValueTask<IReadOnlyList<JobItemSummary>> ItemsAsync(long jobId) => Node.Records.JobItems.ListAsync(jobId, null, 0, 5000, CancellationToken.None);

    public Task UntilAsync(long jobId, JobState state, TimeSpan? step = null) =>
        Node.UntilAsync($"job {jobId} is {state}", async () => await StateAsync(jobId) == state, step);

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await Archive.DisposeAsync();
    }
}
