using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Records.Jobs.Items;

namespace DicomGateway.Transfer.Tests.Records.Jobs;

/// <summary>Jobs of a storage, by study UIDs.</summary>
internal static class JobFixture
{
    public const string Pacs = "main";

    public static readonly ClaimTerms Terms = new(Pacs, "fetcher", TimeSpan.FromMinutes(1), 0, 0);

    public static async Task<long> CreateAsync(this StorageFixture fixture, params string[] studies) =>
        await fixture.Records.Jobs.CreateAsync(
            new JobRequest(StorageFixture.Project, Pacs, "alice", "trial 7", NeedsAnother: false), Select(studies), CancellationToken.None);

    public static async Task<long> RunAsync(this StorageFixture fixture, params string[] studies)
    {
        var jobId = await fixture.CreateAsync(studies);
        await fixture.Records.Jobs.RunAsync(jobId, "alice", CancellationToken.None);
        return jobId;
    }

    public static async Task<ItemWork?> ClaimAsync(this StorageFixture fixture, ClaimTerms? terms = null) =>
        (await fixture.Records.JobItems.ClaimNextAsync(terms ?? Terms, CancellationToken.None)).Work;

    public static async Task<JobState> JobStateAsync(this StorageFixture fixture, long jobId) => (await fixture.Records.Jobs.FindAsync(jobId, CancellationToken.None))!.State;

    public static ValueTask<IReadOnlyList<JobItemSummary>> ItemsAsync(this StorageFixture fixture, long jobId) =>
        fixture.Records.JobItems.ListAsync(jobId, null, 0, 100, CancellationToken.None);

    public static ValueTask ListedAsync(this StorageFixture fixture, ItemWork work, params string[] instances) => fixture.Records.JobItems.SetListAsync(
        work.ItemId, work.Lease,
        [new ExpectedSeries(work.Selection.StudyInstanceUid + ".1", null, [.. instances.Select(uid => new ExpectedInstance(uid, "1.2.840.10008.5.1.4.1.1.2"))])],
        CancellationToken.None);

    /// <summary>Through the states of work to its end.</summary>
    public static async Task EndAsync(this StorageFixture fixture, ItemWork work, JobItemState end, string? reason = null)
    {
        await fixture.Records.JobItems.AdvanceAsync(work.ItemId, work.Lease, JobItemState.Verifying, CancellationToken.None);
        await fixture.Records.JobItems.EndAsync(work.ItemId, work.Lease, end, reason, CancellationToken.None);
    }

    public static async IAsyncEnumerable<SelectedStudy> Select(params string[] studies)
    {
        for (var i = 0; i < studies.Length; i++)
        {
            await Task.Yield();
            yield return new SelectedStudy(i + 1, studies[i], null, null, null);
        }
    }
}
