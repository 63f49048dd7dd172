using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Maintenance;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Transfer.Tests.Records.Maintenance;

internal sealed class MaintenanceTests
{
    private static readonly RetentionTimes Times = new();

    [Test]
    public async Task Sweep_keeps_originals_until_every_destination_has_confirmed_and_the_time_is_over()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var spooled = await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        var studyId = (await fixture.SingleStudyAsync()).StudyId;
        var work = await fixture.AssembleAndClaimAsync(studyId);
        await fixture.SealAsync(work);
        await fixture.Records.Studies.TryQueueAsync(studyId, work.Lease, ["first", "second"], CancellationToken.None);
        await fixture.DeliverAsync("first");
        fixture.Time.Advance(TimeSpan.FromDays(100));
        Assert.That((await fixture.Storage.Maintenance.SweepAsync(Times, CancellationToken.None)).OriginalsDeleted, Is.Zero);

        await fixture.DeliverAsync("second");
        Assert.That((await fixture.Storage.Maintenance.SweepAsync(Times, CancellationToken.None)).OriginalsDeleted, Is.Zero);
        fixture.Time.Advance(Times.Originals + TimeSpan.FromSeconds(1));
        var swept = await fixture.Storage.Maintenance.SweepAsync(Times, CancellationToken.None);

        Assert.That(swept.OriginalsDeleted, Is.EqualTo(1));
        Assert.That((await fixture.RecordedAsync(spooled.InstanceId)).HasBytes, Is.False);
        using var file = File.OpenHandle(spooled.Path, share: FileShare.ReadWrite);
        var bytes = new byte[spooled.Length];
        RandomAccess.Read(file, bytes, spooled.Offset);
        Assert.That(bytes, Is.All.Zero);
        var audit = await fixture.Records.Audit.ListAsync(studyId, CancellationToken.None);
        Assert.That(audit.Select(row => row.Action), Does.Contain("retention.originals-deleted"));
        Assert.That((await fixture.Storage.Maintenance.CheckAsync(readsBytes: true, CancellationToken.None)).Problems, Is.Empty);
    }

    [Test]
    public async Task Sweep_without_destination_deletes_nothing()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        var studyId = (await fixture.SingleStudyAsync()).StudyId;
        var work = await fixture.AssembleAndClaimAsync(studyId);
        await fixture.SealAsync(work);
        await fixture.Records.Studies.TryQueueAsync(studyId, work.Lease, [], CancellationToken.None);
        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Forwarded));

        fixture.Time.Advance(TimeSpan.FromDays(1000));
        var swept = await fixture.Storage.Maintenance.SweepAsync(Times, CancellationToken.None);

        Assert.That((swept.OriginalsDeleted, swept.CopiesDeleted), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Sweep_rejects_what_was_held_too_long_and_later_deletes_it()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var studyId = await fixture.HeldStudyAsync();
        fixture.Time.Advance(Times.Held + TimeSpan.FromSeconds(1));
        var first = await fixture.Storage.Maintenance.SweepAsync(Times, CancellationToken.None);
        fixture.Time.Advance(Times.Rejected + TimeSpan.FromSeconds(1));
        var second = await fixture.Storage.Maintenance.SweepAsync(Times, CancellationToken.None);

        Assert.That((first.StudiesRejected, first.OriginalsDeleted, second.OriginalsDeleted), Is.EqualTo((1, 0, 1)));
        Assert.That((await fixture.SingleStudyAsync()).State, Is.EqualTo(StudyState.Rejected));
        Assert.That((await fixture.Records.Ledger.CountAsync(CancellationToken.None)).Single().Balances, Is.True);
        Assert.That((await fixture.Records.Holds.ListAsync(studyId, CancellationToken.None)).Single().DecidedBy, Is.EqualTo("service"));
    }

    [Test]
    public async Task Sweep_unlinks_a_sealed_segment_of_which_nothing_is_left()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        var again = await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        await fixture.ReopenAsync();
        var third = await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        await fixture.ReopenAsync();

        var swept = await fixture.Storage.Maintenance.SweepAsync(Times, CancellationToken.None);

        Assert.That(swept.OriginalsDeleted, Is.EqualTo(2));
        Assert.That((File.Exists(again.Path), File.Exists(third.Path)), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task Backup_restores_into_an_empty_folder_and_goes_on()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var spooled = await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        using var target = new TestFolder();
        var backup = Path.Combine(target.Path, "backup");
        await fixture.Storage.Maintenance.BackupAsync(backup, "operator", CancellationToken.None);
        await fixture.ReceiveAsync("1.2.3", "1.2.3.2", "later");

        var restored = Path.Combine(target.Path, "restored");
        StorageRestore.Run(backup, restored, CancellationToken.None);
        await using var copy = await fixture.OpenOtherAsync(restored);

        Assert.That((await copy.Maintenance.CheckAsync(readsBytes: true, CancellationToken.None)).Problems, Is.Empty);
        Assert.That(await copy.Records.Instances.FindAsync(spooled.InstanceId, CancellationToken.None), Is.Not.Null);
        Assert.That((await copy.Records.Ledger.CountAsync(CancellationToken.None)).Single().Received, Is.EqualTo(1));
    }

    [Test]
    public async Task Backup_into_a_place_that_cannot_be_written_says_so()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        using var target = new TestFolder();
        var file = Path.Combine(target.Path, "file");
        await File.WriteAllTextAsync(file, "");
        Assert.That(
            async () => await fixture.Storage.Maintenance.BackupAsync(Path.Combine(file, "backup"), "operator", CancellationToken.None),
            Throws.TypeOf<BackupException>().With.Message.Contains("may not write to").And.Message.Contains("ReadWritePaths="));
    }

    [Test]
    public async Task Restore_of_a_changed_backup_is_refused()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var spooled = await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        using var target = new TestFolder();
        var backup = Path.Combine(target.Path, "backup");
        await fixture.Storage.Maintenance.BackupAsync(backup, "operator", CancellationToken.None);
        using (var file = File.OpenHandle(Path.Combine(backup, "spool", Path.GetFileName(spooled.Path)), access: FileAccess.ReadWrite))
            RandomAccess.Write(file, [1], spooled.Offset + 200);

        Assert.That(() => StorageRestore.Run(backup, Path.Combine(target.Path, "restored"), CancellationToken.None), Throws.TypeOf<BackupException>());
    }

    [Test]
    public async Task Check_finds_a_flipped_byte_in_the_spool()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        var spooled = await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        using (var file = File.OpenHandle(spooled.Path, access: FileAccess.ReadWrite, share: FileShare.ReadWrite))
            RandomAccess.Write(file, "X"u8, spooled.DataSetOffset);

        var report = await fixture.Storage.Maintenance.CheckAsync(readsBytes: true, CancellationToken.None);

        Assert.That(report.Problems.Single(), Does.Contain(spooled.InstanceId.ToString("N")));
    }

    [Test]
    public async Task Check_finds_a_record_that_was_deleted_behind_the_program()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        await fixture.ExecuteSqlAsync("DELETE FROM instances");

        var report = await fixture.Storage.Maintenance.CheckAsync(readsBytes: true, CancellationToken.None);

        Assert.That(report.Problems, Has.Some.Contains("have no record"));
    }

    [Test]
    public async Task Rebuild_records_every_instance_of_the_spool_and_holds_the_studies()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        await fixture.ReceiveAsync("1.2.3", "1.2.3.2", "two");
        await fixture.ReceiveAsync("1.2.4", "1.2.4.1", "three");
        await fixture.Storage.DisposeAsync();
        File.Delete(Path.Combine(fixture.DataFolder, "records", "gateway.db"));
        Assert.That(async () => await fixture.OpenAgainAsync(), Throws.TypeOf<RecordsException>().With.Message.Contains("dicom-gateway rebuild"));

        var result = await StorageRebuild.RunAsync(fixture.DataFolder, fixture.Key, fixture.Time, CancellationToken.None);
        await fixture.OpenAgainAsync();

        Assert.That((result.Instances, result.Studies, result.Torn), Is.EqualTo((3, 2, 0)));
        Assert.That(await fixture.Records.Studies.ListAsync(new StudyFilter { State = StudyState.Held }, CancellationToken.None), Has.Count.EqualTo(2));
        Assert.That((await fixture.Storage.Maintenance.CheckAsync(readsBytes: true, CancellationToken.None)).Problems, Is.Empty);
    }
}
