using DicomGateway.Testing;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Deliveries;
using DicomGateway.Transfer.Records.Instances;
using DicomGateway.Transfer.Records.Profiles;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;
using DicomGateway.Transfer.Spool;
using DicomGateway.Transfer.Spool.Io;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomGateway.Transfer.Tests.Records;

/// <summary>Spool and Records in a folder of their own, with a clock of the test's.</summary>
internal sealed class StorageFixture : IAsyncDisposable
{
    public const string Project = "study-one";

    public static readonly ProfileRecord Profile = new(new string('b', 64), "basic", "{}");

    private readonly TestFolder _folder = new();

    public FakeTimeProvider Time { get; } = new();

    public GatewayStorage Storage { get; private set; } = null!;

    public string DataFolder => System.IO.Path.Combine(_folder.Path, "data");

    public GatewayRecords Records => Storage.Records;

    public SpoolOptions Options { get; set; } = new() { SegmentLength = 4 << 20, MinimumFreeBytes = 0, MinimumFreePercent = 0 };

    public IDurableFileIo Io { get; set; } = DurableFileIo.ForThisPlatform();

    public IRecordsKeySource Key { get; set; } = new TestKey(1);

    public static async Task<StorageFixture> OpenAsync()
    {
        var fixture = new StorageFixture();
        await fixture.ReopenAsync();
        return fixture;
    }

    /// <summary>
    /// A folder as a crash leaves it: what <paramref name="receiveAsync"/> received is durable in the spool, and Records knows nothing of it.
    /// The storage is closed then.
    /// </summary>
    public static async Task<StorageFixture> CrashedAsync(Func<StorageFixture, Task> receiveAsync)
    {
        var fixture = new StorageFixture();
        fixture.Options = fixture.Options with { SegmentLength = Blocks.Size };
        await fixture.ReopenAsync();
        var records = System.IO.Path.Combine(fixture.DataFolder, "records");
        var before = System.IO.Path.Combine(fixture._folder.Path, "before");
        TestFolder.Copy(records, before);
        await receiveAsync(fixture);
        await fixture.Storage.DisposeAsync();
        Directory.Delete(records, recursive: true);
        Directory.Move(before, records);
        return fixture;
    }

    public async Task ReopenAsync()
    {
        if (Storage is not null)
            await Storage.DisposeAsync();
        await OpenAgainAsync();
    }

    /// <summary>Receives one instance and waits until it is recorded.</summary>
    public async Task<SpooledInstance> ReceiveAsync(
        string study, string instance, string content, string patient = "P1", string project = Project, string? issuer = null)
    {
        var spooled = await SpoolAsync(study, instance, content, patient, project, issuer);
        await RecordedAsync(spooled.InstanceId);
        return spooled;
    }

    public async Task<SpooledInstance> SpoolAsync(
        string study, string instance, string content, string patient = "P1", string project = Project, string? issuer = null)
    {
        var context = new ReceiveContext("127.0.0.1", "MODALITY", "GATEWAY", project);
        await using var writer = await Storage.Spool.BeginAsync(
            context, new InstanceIdentity("1.2.840.10008.5.1.4.1.1.2", instance, "1.2.840.10008.1.2.1"), CancellationToken.None);
        await writer.WriteAsync(System.Text.Encoding.ASCII.GetBytes(content), CancellationToken.None);
        var facts = new InstanceFacts { StudyInstanceUid = study, SeriesInstanceUid = study + ".1", PatientId = patient, IssuerOfPatientId = issuer, PatientName = "Doe^Jane", Modality = "CT" };
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

    public async Task SealAsync(StudyWork work, ProfileRecord? profile = null)
    {
        var outputs = work.Instances.Select((instance, i) => new OutputInstance(
            instance.InstanceId, instance.SopClassUid, $"2.25.{instance.SopInstanceHash.GetHashCode(StringComparison.Ordinal) & 0xFFFFFF}", instance.TransferSyntaxUid,
            $"{i:D4}.dcm", instance.Length, instance.Sha256));
        var manifest = new ManifestRecord(
            work.Study.Revision, MakeRunFolder(work), new string('a', 64), profile ?? Profile, "0.1.0", Time.GetUtcNow(),
            [.. outputs]);
        await Records.Studies.SealAsync(work.Study.StudyId, work.Lease, manifest, [], CancellationToken.None);
    }

    private string MakeRunFolder(StudyWork work)
    {
        var folder = Storage.Folder.ForRun(work.Study.StudyId, work.Study.Revision);
        Directory.CreateDirectory(folder);
        return Path.GetRelativePath(DataFolder, folder);
    }

    public async Task DeliverAsync(string destination, DeliveryState result = DeliveryState.Sent)
    {
        var claimed = await Records.Deliveries.ClaimAsync(destination, "sender", TimeSpan.FromMinutes(1), 100, CancellationToken.None);
        await Records.Deliveries.CompleteAsync(
            "sender", [.. claimed.Select(one => new DeliveryResult(one.DeliveryId, result, result == DeliveryState.Failed ? (ushort)0xA900 : (ushort)0))],
            CancellationToken.None);
    }

    /// <summary>One study of one instance, held with one finding.</summary>
    public async Task<long> HeldStudyAsync()
    {
        await ReceiveAsync("1.2.9", "1.2.9.1", "held");
        var studyId = (await SingleStudyAsync()).StudyId;
        var work = await AssembleAndClaimAsync(studyId);
        await HoldAsync(work);
        return studyId;
    }

    public ValueTask HoldAsync(StudyWork work) => Records.Studies.HoldAsync(
        work.Study.StudyId, work.Lease, "Validation",
        [new FindingRecord("Validation", "patient.several", FindingSeverity.Hold, "(0010,0020)", "Two patients in one study.")], CancellationToken.None);

    public string DatabasePath => Path.Combine(DataFolder, "records", RecordsFile.Name);

    public Task ExecuteSqlAsync(string sql) => TestDatabase.ExecuteAsync(DatabasePath, sql);

    public async Task OpenAgainAsync() => Storage = await OpenOtherAsync(DataFolder);

    public async Task<GatewayStorage> OpenOtherAsync(string dataFolder) =>
        await GatewayStorage.OpenAsync(dataFolder, Options, Key, Time, NullLoggerFactory.Instance, Io, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        _folder.Dispose();
    }
}
