using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DicomGateway.Dicom.Data;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Jobs;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Jobs.Running;
using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Services.QueryRetrieve;
using DicomGateway.Transfer.Tests.Records;
using DicomGateway.Transfer.Tests.Records.Jobs;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomGateway.Transfer.Tests.Jobs;

/// <summary>A job of 2,000 studies: the PACS's own log says how it was asked.</summary>
[TestFixture]
internal sealed class LongJobTests
{
    private const int Studies = 2000;
    private const int PerMinute = 100;
    private const int AtOnce = 3;

    [Test]
    public async Task Job_of_2000_studies_pauses_survives_a_restart_and_stays_within_its_limits()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var pacs = new LoggingPacs(fixture);
        var jobId = await fixture.RunAsync([.. Enumerable.Range(1, Studies).Select(number => $"1.2.{number}")]);

        await WorkUntilAsync(fixture, pacs, () => pacs.Moves.Count >= 300);
        await fixture.ReopenAsync();
        await WorkUntilAsync(fixture, pacs, () => pacs.Moves.Count >= 600, async () => await fixture.Records.Jobs.PauseAsync(jobId, "alice", "lunch", CancellationToken.None));
        var paused = pacs.Moves.Count;
        await WorkUntilAsync(fixture, pacs, () => fixture.Time.GetUtcNow() > pacs.Moves.Max() + TimeSpan.FromMinutes(5));
        Assert.That(pacs.Moves, Has.Count.EqualTo(paused), "nothing is asked for while the job pauses");
        await fixture.Records.Jobs.RunAsync(jobId, "alice", CancellationToken.None);
        await WorkUntilAsync(fixture, pacs, () => fixture.Records.Jobs.FindAsync(jobId, CancellationToken.None).AsTask().Result!.Items.GetValueOrDefault(JobItemState.Delivering) == Studies);

        Assert.That(pacs.Studies.Distinct().Count(), Is.EqualTo(Studies));
        Assert.That(pacs.MostAtOnce, Is.InRange(2, AtOnce));
        var times = pacs.Moves.Order().ToList();
        for (var i = PerMinute; i < times.Count; i++)
            Assert.That(times[i] - times[i - PerMinute], Is.GreaterThanOrEqualTo(TimeSpan.FromMinutes(1) - TimeSpan.FromSeconds(1)), $"move {i}");
    }

    private static async Task WorkUntilAsync(StorageFixture fixture, LoggingPacs pacs, Func<bool> condition, Func<Task>? atEnd = null)
    {
        var surroundings = new JobSurroundings(fixture.Records, new(), new JobSources(pacs, pacs), null!, () => true);
        var worker = new JobWorker(surroundings, new JobOptions(), fixture.Time, NullLogger<JobWorker>.Instance);
        using var stop = new CancellationTokenSource();
        var running = worker.RunAsync(stop.Token);
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.That(TimeProvider.System.GetElapsedTime(started), Is.LessThan(TimeSpan.FromMinutes(8)), $"{pacs.Moves.Count} moves");
            fixture.Time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Delay(1);
        }

        if (atEnd is not null)
            await atEnd();
        await stop.CancelAsync();
        Assert.That(async () => await running, Throws.InstanceOf<OperationCanceledException>());
    }

    /// <summary>Studies of one instance, which it puts into the spool by itself.</summary>
    private sealed class LoggingPacs(StorageFixture fixture) : IQueryRetrieveUser, IQueryRetrieveUsers, IPacsDirectory
    {
        private readonly PacsNode _node = new()
        {
            Name = JobFixture.Pacs,
            Client = new DicomClientOptions { Host = "127.0.0.1", Port = 1, CalledAeTitle = "PACS", CallingAeTitle = "GATEWAY" },
            MoveDestination = "RETRIEVE",
            Limits = new PacsLimits { Associations = AtOnce, StudiesPerMinute = PerMinute },
        };

        private int _now;

        public ConcurrentBag<DateTimeOffset> Moves { get; } = [];

        public ConcurrentBag<string> Studies { get; } = [];

        public int MostAtOnce { get; private set; }

        public IQueryRetrieveUser For(PacsNode pacs) => this;

        public IReadOnlyList<PacsNode> List() => [_node];

        public PacsNode? Find(string name) => _node;

        public async IAsyncEnumerable<DicomDataset> FindAsync(QueryLevel level, DicomDataset keys, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            var study = keys.GetString(DicomTag.StudyInstanceUID);
            yield return level == QueryLevel.Series
                ? new DicomDataset().AddOrUpdate(DicomTag.SeriesInstanceUID, study + ".1")
                : new DicomDataset().AddOrUpdate(DicomTag.SOPInstanceUID, study + ".1.1");
        }

        public async Task<RetrieveAnswer> MoveAsync(
            QueryLevel level, DicomDataset identifier, string moveDestination, Action<SuboperationCounts>? progress, CancellationToken cancellationToken)
        {
            var study = identifier.GetString(DicomTag.StudyInstanceUID);
            Moves.Add(fixture.Time.GetUtcNow());
            Studies.Add(study);
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _now));
            await fixture.SpoolAsync(study, study + ".1.1", study);
            Interlocked.Decrement(ref _now);
            return new RetrieveAnswer(DimseStatus.Success, default, []);
        }

        public Task<RetrieveAnswer> GetAsync(
            QueryLevel level, DicomDataset identifier, IReadOnlyList<string> sopClasses, IDimseHandler storage, Action<SuboperationCounts>? progress,
            CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
