using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Transfer.Tests.Records;

internal sealed class StorageOpeningTests
{
    [Test]
    public async Task Second_instance_on_the_same_folder_is_refused()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        Assert.That(
            async () => await fixture.OpenOtherAsync(fixture.DataFolder),
            Throws.TypeOf<DataFolderException>().With.Message.Contains("in use by another dicom-gateway"));
    }

    [Test]
    public async Task Crash_before_recording_is_repaired_by_replay()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        using var snapshot = new TestFolder();
        TestFolder.Copy(Path.Combine(fixture.DataFolder, "records"), Path.Combine(snapshot.Path, "records"));
        var later = await fixture.ReceiveAsync("1.2.3", "1.2.3.2", "two");
        TestFolder.Copy(Path.Combine(fixture.DataFolder, "spool"), Path.Combine(snapshot.Path, "spool"));

        await using var after = await fixture.OpenOtherAsync(snapshot.Path);
        await after.CaughtUp;

        Assert.That(await after.Records.Instances.FindAsync(later.InstanceId, CancellationToken.None), Is.Not.Null);
        Assert.That((await after.Records.Ledger.CountAsync(CancellationToken.None)).Single().Received, Is.EqualTo(2));
        Assert.That((await after.Maintenance.CheckAsync(readsBytes: true, CancellationToken.None)).Problems, Is.Empty);
    }

    [Test]
    public async Task Key_of_another_database_is_refused()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.Storage.DisposeAsync();
        fixture.Key = new TestKey(2);
        Assert.That(async () => await fixture.OpenAgainAsync(), Throws.TypeOf<RecordsException>().With.Message.Contains("key file"));
        fixture.Key = new TestKey(1);
        await fixture.OpenAgainAsync();
    }

    [Test]
    public async Task Damaged_database_is_refused_and_left_as_it_is()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        await fixture.Storage.DisposeAsync();
        var path = Path.Combine(fixture.DataFolder, "records", RecordsFile.Name);
        var good = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, [.. new byte[100], .. good[100..]]);

        Assert.That(async () => await fixture.OpenAgainAsync(), Throws.TypeOf<RecordsDamagedException>().With.Message.Contains("damaged"));

        await File.WriteAllBytesAsync(path, good);
        await fixture.OpenAgainAsync();
    }

    [Test]
    public async Task Damage_to_a_large_database_is_found_beside_the_work_and_before_it_at_the_next_start()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "one");
        await fixture.Storage.DisposeAsync();
        var folder = Path.Combine(fixture.DataFolder, "records");
        var path = Path.Combine(folder, RecordsFile.Name);
        var good = await File.ReadAllBytesAsync(path);
        await SpoilPagesAsync(path);
        await File.WriteAllBytesAsync(path + RecordsOpening.OpenMark, []);
        await File.WriteAllBytesAsync(path + "-wal", []);

        var context = Open();
        Assert.That(context.IsUnchecked, "instances are taken before a large database has been read");
        await using (new RecordsPageCheck(path, context.Writer))
            Assert.That(await context.Writer.WhenBroken.WaitAsync(TimeSpan.FromMinutes(1)), Is.TypeOf<RecordsDamagedException>());
        RecordsOpening.Close(context, folder);

        for (var start = 1; start <= 2; start++)
            Assert.That(Open, Throws.TypeOf<RecordsDamagedException>().With.Message.Contains("Restore a backup"));

        await File.WriteAllBytesAsync(path, good);
        await fixture.OpenAgainAsync();

        RecordsContext Open() => RecordsOpening.Open(folder, Path.Combine(fixture.DataFolder, "spool"), fixture.Key, spoolHasInstances: true, fixture.Time, largeBytes: 0);
    }

    [Test]
    public async Task Missing_log_after_a_crash_is_refused()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        using var snapshot = new TestFolder();
        TestFolder.Copy(fixture.DataFolder, snapshot.Path);
        File.Delete(Path.Combine(snapshot.Path, "records", RecordsFile.Name + "-wal"));

        Assert.That(async () => await fixture.OpenOtherAsync(snapshot.Path), Throws.TypeOf<RecordsException>().With.Message.Contains("log"));
    }

    [Test]
    public async Task Schema_of_a_newer_program_is_refused()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.Storage.DisposeAsync();
        await fixture.ExecuteSqlAsync("PRAGMA user_version = 99");
        Assert.That(async () => await fixture.OpenAgainAsync(), Throws.TypeOf<RecordsException>().With.Message.Contains("newer version"));
        await fixture.ExecuteSqlAsync($"PRAGMA user_version = {RecordsSchema.Scripts.Count}");
        await fixture.OpenAgainAsync();
    }

    [Test]
    public void Migration_that_fails_half_way_changes_nothing()
    {
        using var folder = new TestFolder();
        using var session = RecordsFile.Open(Path.Combine(folder.Path, RecordsFile.Name));
        IReadOnlyList<string> broken = [.. RecordsSchema.Scripts, "CREATE TABLE more (x INTEGER); CREATE TABLE meta (again INTEGER);"];

        Assert.That(() => RecordsSchema.Migrate(session, broken, DateTimeOffset.UnixEpoch), Throws.Exception);

        Assert.That(session.GetNumber("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"), Is.Zero);
        Assert.That(session.GetNumber("PRAGMA user_version"), Is.Zero);
        RecordsSchema.Migrate(session, RecordsSchema.Scripts, DateTimeOffset.UnixEpoch);
        Assert.That(session.GetNumber("PRAGMA user_version"), Is.EqualTo(RecordsSchema.Scripts.Count));
    }

    [Test]
    public async Task Database_keeps_what_it_commits()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        using var session = RecordsFile.Open(Path.Combine(fixture.DataFolder, "records", RecordsFile.Name));
        Assert.That(session.GetNumber("PRAGMA synchronous"), Is.EqualTo(2));
        Assert.That(session.Find("PRAGMA journal_mode", row => row.Text(0)), Is.EqualTo("wal"));
    }

    /// <summary>The first page of a table that no start reads.</summary>
    private static async Task SpoilPagesAsync(string path)
    {
        long first;
        using (var session = RecordsFile.Open(path))
            first = session.GetNumber("SELECT rootpage FROM sqlite_master WHERE name = 'outputs'");
        var bytes = await File.ReadAllBytesAsync(path);
        var size = (bytes[16] << 8) | bytes[17];
        bytes.AsSpan((int)(first - 1) * size, 64).Fill(0xA5);
        await File.WriteAllBytesAsync(path, bytes);
    }
}
