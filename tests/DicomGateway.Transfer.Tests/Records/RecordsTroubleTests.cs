using DicomGateway.Transfer.Records.Studies;
using DicomGateway.Transfer.Spool;
using DicomGateway.Transfer.Tests.Spool.Io;
using Microsoft.Data.Sqlite;

namespace DicomGateway.Transfer.Tests.Records;

/// <summary>The database fails while the spool works: nothing acknowledged is lost, receiving stops, and goes on by itself.</summary>
internal sealed class RecordsTroubleTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Full_disk_under_the_database_stops_receiving_until_there_is_space()
    {
        using var disk = new SmallFileSystem(16);
        await using var fixture = new StorageFixture();
        Directory.CreateDirectory(fixture.DataFolder);
        Directory.CreateSymbolicLink(Path.Combine(fixture.DataFolder, "records"), disk.Path);
        await fixture.OpenAgainAsync();
        await fixture.ReceiveAsync("1.2.3", "1.2.3.1", "before");
        var filler = Path.Combine(disk.Path, "filler");
        Fill(filler);

        var durable = await ReceiveUntilRefusedAsync(fixture);
        Assert.That(await fixture.Records.Studies.ListAsync(new StudyFilter(), CancellationToken.None), Is.Not.Empty, "reading goes on");
        File.Delete(filler);

        Assert.That(SpinWait.SpinUntil(() => fixture.Storage.Spool.Health.IsAccepting, Patience), Is.True);
        await Task.WhenAll(durable.Select(one => fixture.RecordedAsync(one.InstanceId)));
        await fixture.ReceiveAsync("1.2.3", "1.2.3.2", "after");
        Assert.That((await fixture.Storage.Maintenance.CheckAsync(readsBytes: true, CancellationToken.None)).Problems, Is.Empty);
    }

    [Test]
    public async Task Database_locked_by_another_program_stops_receiving_until_it_is_free()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        await using var other = new SqliteConnection($"Data Source={Path.Combine(fixture.DataFolder, "records", "gateway.db")};Pooling=False");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();

        var durable = await ReceiveUntilRefusedAsync(fixture);
        command.CommandText = "ROLLBACK";
        await command.ExecuteNonQueryAsync();

        await Task.WhenAll(durable.Select(one => fixture.RecordedAsync(one.InstanceId)));
        Assert.That(SpinWait.SpinUntil(() => fixture.Storage.Spool.Health.IsAccepting, Patience), Is.True);
    }

    private static async Task<List<SpooledInstance>> ReceiveUntilRefusedAsync(StorageFixture fixture)
    {
        var durable = new List<SpooledInstance>();
        try
        {
            while (true)
            {
                durable.Add(await fixture.SpoolAsync("1.2.3", $"1.2.3.9.{durable.Count}", $"content {durable.Count}"));
                if (durable.Count > 50)
                    await Task.Delay(20);
            }
        }
        catch (SpoolUnavailableException refused)
        {
            Assert.That(refused.Trouble, Is.EqualTo(SpoolTrouble.RecordsBehind));
        }
        return durable;
    }

    private static void Fill(string path)
    {
        using var file = File.Create(path);
        try
        {
            for (var buffer = new byte[1 << 12]; ;)
            {
                file.Write(buffer);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }
}
