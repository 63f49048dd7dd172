using System.Text.Json;
using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Instances;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Transfer.Tests.Way;

/// <summary>A node that was stopped goes on where it was, from every state; where it was at rest, nothing changes and nothing is sent again.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RestartTests
{
    private static readonly TimeSpan Fast = TimeSpan.FromSeconds(5);

    private readonly ScriptedArchive _archive = new();
    private FlowNode _node = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _archive.Up();
        _node = await FlowNode.StartAsync(_archive);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _node.DisposeAsync();
        await _archive.DisposeAsync();
    }

    [Test]
    public async Task Study_that_was_receiving_is_assembled_by_the_time_of_its_last_instance()
    {
        await _node.SendAsync(0, 3);
        await _node.RestartAsync();
        Assert.That(await _node.StateAsync(), Is.EqualTo(StudyState.Receiving));
        await _node.SendAsync(3, 1);
        await _node.UntilStateAsync(StudyState.Forwarded);
        Assert.That(_archive.Held, Has.Count.EqualTo(4));
        Assert.That((await _node.StudiesAsync()).Single().Revision, Is.EqualTo(1));
    }

    [Test]
    public async Task Study_that_was_assembled_runs_after_the_restart()
    {
        await _node.SendAsync(0, 3);
        await _node.DownAsync(AssembleAsync);
        await _node.UpAsync();
        await _node.UntilStateAsync(StudyState.Forwarded);
        Assert.That(_archive.Held, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Study_that_was_processing_runs_again_from_its_originals()
    {
        await _node.SendAsync(0, 3);
        await _node.DownAsync(async storage =>
        {
            await AssembleAsync(storage);
            Assert.That(await storage.Records.Studies.ClaimNextAsync("a process that ended", TimeSpan.FromHours(1), CancellationToken.None), Is.Not.Null);
        });
        await _node.UpAsync();
        await _node.UntilStateAsync(StudyState.Forwarded);
        Assert.That(_archive.Stores, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Study_that_waits_for_its_archive_goes_out_as_it_was_sealed()
    {
        await _archive.DownAsync();
        await _node.SendAsync(0, 3);
        await _node.UntilStateAsync(StudyState.Forwarding);
        var revision = (await _node.StudiesAsync()).Single().Revision;
        await _node.DownAsync();

        _archive.Up();
        await _node.UpAsync();
        await _node.UntilStateAsync(StudyState.Forwarded, Fast);
        Assert.That(_archive.Stores, Has.Count.EqualTo(3));
        Assert.That((await _node.StudiesAsync()).Single().Revision, Is.EqualTo(revision), "not run again");
    }

    [Test]
    public async Task Study_that_was_half_sent_is_completed_without_repeating_what_is_recorded()
    {
        _archive.Answer = number => number <= 3 ? DimseStatus.Success : DimseStatus.OutOfResources;
        await _node.SendAsync(0, 8);
        await _node.UntilAsync("three are recorded", async () => (await _node.Records.Deliveries.CountAsync(CancellationToken.None)) is [{ Sent: 3 }], Fast);
        await _node.DownAsync();

        var sent = _archive.Held.Keys.ToHashSet();
        var before = _archive.Stores.Count;
        _archive.Answer = _ => DimseStatus.Success;
        await _node.UpAsync();
        await _node.UntilStateAsync(StudyState.Forwarded, Fast);
        Assert.That(_archive.Held, Has.Count.EqualTo(8));
        Assert.That(_archive.Stores.Skip(before).Select(store => store.Uid), Has.None.AnyOf(sent.ToArray<object>()));
    }

    [Test]
    public async Task Sealed_file_that_was_damaged_is_not_sent()
    {
        await _archive.DownAsync();
        await _node.SendAsync(0, 2);
        await _node.UntilStateAsync(StudyState.Forwarding);
        await _node.DownAsync();
        var file = Directory.EnumerateFiles(_node.Storage.Folder.Studies, "*.dcm", SearchOption.AllDirectories).First();
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);

        _archive.Up();
        await _node.UpAsync();
        await _node.UntilStateAsync(StudyState.Held, Fast);
        Assert.That(_archive.Stores, Is.Empty);
    }

    [Test]
    public async Task Study_that_was_forwarded_is_left_alone_and_sent_once()
    {
        await _node.SendAsync(0, 3);
        await _node.UntilStateAsync(StudyState.Forwarded);
        await AssertNothingChangesAsync();
        Assert.That(_archive.Stores, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Study_that_was_held_stays_held_and_its_decision_is_still_open()
    {
        await HoldAsync();
        await AssertNothingChangesAsync();
        Assert.That(_archive.Stores, Is.Empty);

        await _node.ReleaseAsync("looked at");
        await _node.UntilStateAsync(StudyState.Forwarded);
        Assert.That(_archive.Stores, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Study_that_was_rejected_stays_rejected_and_nothing_of_it_goes_out()
    {
        await HoldAsync();
        await _node.Records.Holds.RejectAsync(1, "tester", "not of this trial", CancellationToken.None);
        await AssertNothingChangesAsync();
        Assert.That(_archive.Stores, Is.Empty);
        Assert.That(await _node.Records.Instances.ListAsync(1, CancellationToken.None), Has.All.Property(nameof(InstanceRecord.HasBytes)).True, "retention alone deletes");
    }

    /// <summary>Two restarts, each with some time for the workers to find something to do.</summary>
    private async Task AssertNothingChangesAsync()
    {
        var before = await DescribeAsync();
        for (var restart = 0; restart < 2; restart++)
        {
            await _node.RestartAsync();
            for (var minute = 0; minute < 20; minute++)
            {
                _node.Time.Advance(TimeSpan.FromMinutes(1));
                await Task.Delay(5);
            }

            Assert.That(await DescribeAsync(), Is.EqualTo(before));
        }
    }

    private async Task<string> DescribeAsync()
    {
        var records = _node.Records;
        return JsonSerializer.Serialize(new
        {
            Studies = await _node.StudiesAsync(),
            Holds = await records.Holds.ListAsync(1, CancellationToken.None),
            Deliveries = await records.Deliveries.ListAsync(1, CancellationToken.None),
            Timeline = await records.Audit.ListAsync(1, CancellationToken.None),
            Ledger = await records.Ledger.CountAsync(CancellationToken.None),
        });
    }

    private async Task HoldAsync()
    {
        await _node.SendChangedAsync(0, dataset => dataset.AddOrUpdate(Dicom.Data.DicomTag.BurnedInAnnotation, "YES"));
        await _node.UntilStateAsync(StudyState.Held);
    }

    private static async Task AssembleAsync(GatewayStorage storage)
    {
        var study = (await storage.Records.Studies.ListAsync(new StudyFilter(), CancellationToken.None)).Single();
        Assert.That(await storage.Records.Studies.TryAssembleAsync(study.StudyId, study.LastReceived, CancellationToken.None), Is.True);
    }
}
