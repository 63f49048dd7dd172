using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Tests.Way;

/// <summary>An archive that gives one association at a time: design/reliability.md section 2, row 37.</summary>
[TestFixture]
internal sealed class SingleAssociationTests
{
    [Test]
    public async Task Archive_that_gives_one_association_gets_everything_and_is_not_taken_for_down()
    {
        await using var archive = new ScriptedArchive { AssociationsAtOnce = 1 };
        archive.Up();
        await using var node = await FlowNode.StartAsync([archive], options => options with { Archives = [options.Archives[0] with { Associations = 4 }] });
        await node.SendAsync(0, 150);
        var problems = 0;
        await node.UntilAsync(
            "everything is there",
            async () =>
            {
                problems += node.Problems.Count;
                return await node.StudiesAsync() is [{ State: StudyState.Forwarded }];
            },
            TimeSpan.FromMilliseconds(20));
        Assert.That(archive.Held, Has.Count.EqualTo(150));
        Assert.That(archive.Stores, Has.Count.EqualTo(150));
        Assert.That(problems, Is.Zero);
    }
}
