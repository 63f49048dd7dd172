using DicomGateway.Testing;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Spool;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomGateway.Transfer.Tests.Records;

/// <summary>Spool and Records in a folder of their own, with a clock of the test's.</summary>
internal sealed class StorageFixture : IAsyncDisposable
{
    public const string Project = "study-one";

    private readonly TestFolder _folder = new();

    public FakeTimeProvider Time { get; } = new();

    public GatewayStorage Storage { get; private set; } = null!;

    public string DataFolder => System.IO.Path.Combine(_folder.Path, "data");

    public GatewayRecords Records => Storage.Records;

    public SpoolOptions Options { get; set; } = new() { SegmentLength = 4 << 20, MinimumFreeBytes = 0, MinimumFreePercent = 0 };

    public IRecordsKeySource Key { get; set; } = new TestKey(1);

    public static async Task<StorageFixture> OpenAsync()
    {
        var fixture = new StorageFixture();
        await fixture.ReopenAsync();
        return fixture;
    }

    public async Task ReopenAsync()
    {
        if (Storage is not null)
            await Storage.DisposeAsync();
        Storage = await GatewayStorage.OpenAsync(DataFolder, Options, Key, Time, NullLoggerFactory.Instance, CancellationToken.None);
    }

    /// <summary>Receives one instance and waits until it is recorded.</summary>
    public async Task<SpooledInstance> ReceiveAsync(string study, string instance, string content, string patient = "P1", string project = Project)
    {
        var spooled = await SpoolAsync(study, instance, content, patient, project);
        await RecordedAsync(spooled.InstanceId);
        return spooled;
    }

    public async Task<SpooledInstance> SpoolAsync(string study, string instance, string content, string patient = "P1", string project = Project)
    {
        var context = new ReceiveContext("127.0.0.1", "MODALITY", "GATEWAY", project);
        await using var writer = await Storage.Spool.BeginAsync(
            context, new InstanceIdentity("1.2.840.10008.5.1.4.1.1.2", instance, "1.2.840.10008.1.2.1"), CancellationToken.None);
        await writer.WriteAsync(System.Text.Encoding.ASCII.GetBytes(content), CancellationToken.None);
        var facts = new InstanceFacts { StudyInstanceUid = study, SeriesInstanceUid = study + ".1", PatientId = patient, PatientName = "Doe^Jane", Modality = "CT" };
        return await writer.CommitAsync(facts, CancellationToken.None);
    }

    public async Task<InstanceRecord> RecordedAsync(Guid instanceId)
    {
        while (true)
        {
            var change = Records.NextChange(RecordsChange.Arrival);
            if (await Records.Instances.FindAsync(instanceId, CancellationToken.None) is { } record)
                return record;
            await change.WaitAsync(TimeSpan.FromSeconds(10));
        }
    }

    public async Task<StudySummary> SingleStudyAsync() => (await Records.Studies.ListAsync(new StudyFilter(), CancellationToken.None)).Single();

    public async Task<StudyWork> AssembleAndClaimAsync(long studyId)
    {
        var study = await Records.Studies.FindAsync(studyId, CancellationToken.None);
        Assert.That(await Records.Studies.TryAssembleAsync(studyId, study!.LastReceived, CancellationToken.None), Is.True);
        return (await Records.Studies.ClaimNextAsync("worker", TimeSpan.FromMinutes(5), CancellationToken.None))!;
    }

    public async Task SealAsync(StudyWork work)
    {
        var outputs = work.Instances.Select((instance, i) => new OutputInstance(
            instance.InstanceId, instance.SopClassUid, $"2.25.{instance.SopInstanceHash.GetHashCode(StringComparison.Ordinal) & 0xFFFFFF}", instance.TransferSyntaxUid,
            $"{i:D4}.dcm", instance.Length, instance.Sha256));
        var manifest = new ManifestRecord(
            work.Study.Revision, Storage.Folder.ForRun(work.Study.StudyId, work.Study.Revision), new string('a', 64), "basic 1", "0.1.0", Time.GetUtcNow(),
            [.. outputs]);
        await Records.Studies.SealAsync(work.Study.StudyId, work.Lease, manifest, [], CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        _folder.Dispose();
    }
}
