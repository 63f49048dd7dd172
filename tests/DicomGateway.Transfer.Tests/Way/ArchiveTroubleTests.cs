using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Tests.Way;

/// <summary>Archives that misbehave: design/reliability.md section 2, rows 23 to 30.</summary>
[TestFixture]
internal sealed class ArchiveTroubleTests
{
    private static readonly TimeSpan Fast = TimeSpan.FromSeconds(5);

    [Test]
    public async Task Archive_that_is_down_gets_everything_once_when_it_is_back()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await archive.DownAsync();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 4);
        await node.UntilStateAsync(StudyState.Forwarding);
        await node.UntilAsync("the circuit opens", () => Task.FromResult(node.Problems.Count == 1), Fast);

        archive.Up();
        await node.UntilStateAsync(StudyState.Forwarded, Fast);
        Assert.That(archive.Stores.Select(store => store.Uid), Is.Unique);
        Assert.That(archive.Held, Has.Count.EqualTo(4));
        Assert.That(node.Problems, Is.Empty);
    }

    [Test]
    public async Task Archive_that_is_full_is_tried_again_until_it_takes_everything()
    {
        await using var archive = new ScriptedArchive { Answer = number => number <= 3 ? DimseStatus.OutOfResources : DimseStatus.Success };
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 4);
        await node.UntilStateAsync(StudyState.Forwarded, Fast);
        Assert.That(archive.Held, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Instance_that_is_refused_for_good_is_held_with_its_status_and_the_others_go()
    {
        await using var archive = new ScriptedArchive { Answer = number => number == 2 ? DimseStatus.NotAuthorized : DimseStatus.Success };
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 4);
        await node.UntilStateAsync(StudyState.Held, Fast);

        var study = (await node.StudiesAsync()).Single();
        var deliveries = await node.Records.Deliveries.ListAsync(study.StudyId, CancellationToken.None);
        Assert.That(deliveries.Count(delivery => delivery.State == DeliveryState.Sent), Is.EqualTo(3));
        var failed = deliveries.Single(delivery => delivery.State == DeliveryState.Failed);
        Assert.That(failed.Status, Is.EqualTo((ushort?)0x0124));

        await node.Records.Deliveries.RequeueFailedAsync(study.StudyId, "tester", "the archive was corrected", CancellationToken.None);
        await node.UntilStateAsync(StudyState.Forwarded, Fast);
        Assert.That(archive.Held, Has.Count.EqualTo(4));
        Assert.That(archive.Stores, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Status_that_may_pass_is_tried_three_times()
    {
        await using var archive = new ScriptedArchive { Answer = _ => DimseStatus.CannotUnderstand };
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 1);
        await node.UntilStateAsync(StudyState.Held, Fast);
        Assert.That(archive.Stores, Has.Count.EqualTo(3));
    }

    [TestCase(0xB000)]
    [TestCase(0xB006)]
    [TestCase(0xB007)]
    public async Task Warning_counts_as_stored_and_is_kept(int status)
    {
        await using var archive = new ScriptedArchive { Answer = _ => new DimseStatus((ushort)status) };
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 1);
        await node.UntilStateAsync(StudyState.Forwarded, Fast);
        var delivery = (await node.Records.Deliveries.ListAsync((await node.StudiesAsync()).Single().StudyId, CancellationToken.None)).Single();
        Assert.That((delivery.State, delivery.Status), Is.EqualTo((DeliveryState.Warning, (ushort?)status)));
    }

    [Test]
    public async Task Answer_that_is_lost_makes_the_instance_go_again_and_nothing_else()
    {
        await using var archive = new ScriptedArchive { Answer = number => number == 3 ? null : DimseStatus.Success };
        archive.Up();
        await using var node = await FlowNode.StartAsync([archive], options => options with
        {
            Archives = [options.Archives[0] with { Associations = 1 }],
        });
        await node.SendAsync(0, 5);
        await node.UntilAsync("the archive is gone", () => Task.FromResult(archive.Stores.Count >= 3), Fast);
        archive.Answer = _ => DimseStatus.Success;
        await node.UntilAsync(
            "it is back",
            async () =>
            {
                await archive.DownAsync();
                archive.Up();
                return true;
            });
        await node.UntilStateAsync(StudyState.Forwarded, Fast);
        Assert.That(archive.Held, Has.Count.EqualTo(5));
        var again = archive.Stores.GroupBy(store => store.Uid).Count(group => group.Count() > 1);
        Assert.That(again, Is.LessThanOrEqualTo(16), "no more than the window");
        Assert.That(archive.Stores.GroupBy(store => store.Uid).Max(group => group.Count()), Is.EqualTo(2));
    }

    [Test]
    public async Task Rejected_associations_are_tried_again()
    {
        await using var archive = new ScriptedArchive { Accepts = number => number > 4 };
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 2);
        await node.UntilStateAsync(StudyState.Forwarded, Fast);
        Assert.That(archive.Stores, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Archive_without_the_class_holds_the_study_and_is_not_asked_again_and_again()
    {
        await using var archive = new ScriptedArchive { Choose = _ => null };
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 3);
        await node.UntilStateAsync(StudyState.Held, Fast);
        var associations = archive.Associations;
        for (var i = 0; i < 20; i++)
            node.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(archive.Associations, Is.EqualTo(associations));
        Assert.That(archive.Stores, Is.Empty);
    }

    [Test]
    public async Task Archive_that_takes_implicit_only_gets_it_recoded()
    {
        const string implicitVR = "1.2.840.10008.1.2";
        await using var archive = new ScriptedArchive { Choose = context => context.TransferSyntaxes.Contains(implicitVR) ? implicitVR : null };
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 2);
        await node.UntilStateAsync(StudyState.Forwarded, Fast);
        Assert.That(archive.Stores.Select(store => store.TransferSyntax), Is.All.EqualTo(implicitVR));
        var dataset = DicomDatasetReader.Read(archive.Held.Values.First(), DicomTransferSyntax.ImplicitVRLittleEndian).Dataset;
        Assert.That(dataset.GetString(Dicom.Data.DicomTag.PatientIdentityRemoved), Is.EqualTo("YES"));
    }

    [Test]
    public async Task Archive_that_takes_deflated_only_gets_it_deflated()
    {
        var deflated = DicomTransferSyntax.DeflatedExplicitVRLittleEndian;
        await using var archive = new ScriptedArchive { Choose = context => context.TransferSyntaxes.Contains(deflated.UID.UID) ? deflated.UID.UID : null };
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 2);
        await node.UntilStateAsync(StudyState.Forwarded, Fast);
        Assert.That(archive.Stores.Select(store => store.TransferSyntax), Is.All.EqualTo(deflated.UID.UID));
        var bytes = archive.Held.Values.First();
        Assert.That(bytes.Length % 2, Is.Zero);
        Assert.That(DicomDatasetReader.Read(bytes, deflated).Dataset.GetString(Dicom.Data.DicomTag.PatientIdentityRemoved), Is.EqualTo("YES"));
    }

    [Test]
    public async Task Archive_that_does_not_inflate_gets_what_came_deflated_inflated()
    {
        var (plain, deflated) = (DicomTransferSyntax.ExplicitVRLittleEndian, DicomTransferSyntax.DeflatedExplicitVRLittleEndian);
        await using var archive = new ScriptedArchive { Choose = context => context.TransferSyntaxes.Contains(plain.UID.UID) ? plain.UID.UID : null };
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        var instance = new Testing.Faults.TrackedInstance(FlowNode.Seed, 0, 1000, 64);
        var sent = DicomDatasetReader.Read(instance.DataSet, plain).Dataset;
        Assert.That(await node.StoreAsync(instance.SopInstanceUid, Dicom.Encoding.Writing.DicomDatasetWriter.ToArray(sent, deflated), deflated.UID.UID), Is.Zero);
        await node.UntilStateAsync(StudyState.Forwarded, Fast);
        Assert.That(archive.Stores.Single().TransferSyntax, Is.EqualTo(plain.UID.UID));
        var arrived = DicomDatasetReader.Read(archive.Held.Values.Single(), plain).Dataset;
        Assert.That(arrived.Find<Dicom.Data.DicomElement>(Dicom.Data.DicomTag.PixelData)!.Value.ToArray(), Is.EqualTo(sent.Find<Dicom.Data.DicomElement>(Dicom.Data.DicomTag.PixelData)!.Value.ToArray()));
    }

    [Test]
    public async Task Flapping_archive_is_probed_seldom_and_gets_everything_once_or_twice_at_most()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await archive.DownAsync();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 30);
        var flips = 0;
        var isUp = false;
        await node.UntilAsync(
            "everything is there",
            async () =>
            {
                if (++flips % 7 == 0)
                {
                    isUp = !isUp;
                    if (isUp)
                        archive.Up();
                    else
                        await archive.DownAsync();
                }

                return await node.StudiesAsync() is [{ State: StudyState.Forwarded }];
            },
            TimeSpan.FromSeconds(1));
        Assert.That(archive.Held, Has.Count.EqualTo(30));
        Assert.That(archive.Associations, Is.LessThan(flips));
    }
}
