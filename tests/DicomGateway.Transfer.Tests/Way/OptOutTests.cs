using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Tests.Way;

/// <summary>Patients who objected, and who withdrew that.</summary>
[TestFixture]
internal sealed class OptOutTests
{
    [Test]
    public async Task Patient_on_the_opt_out_list_is_held_and_nothing_goes_out()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.Records.OptOuts.AddAsync("trial", "QZP0000000", null, "tester", "objected", CancellationToken.None);
        await node.SendAsync(0, 2);
        await node.UntilStateAsync(StudyState.Held);
        Assert.That(archive.Stores, Is.Empty);
    }

    [Test]
    public async Task Opt_out_list_that_grows_stops_what_has_not_gone_out_yet()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await archive.DownAsync();
        using var folder = new TestFolder();
        var list = Path.Combine(folder.Path, "opt-outs.txt");
        await File.WriteAllTextAsync(list, "# nobody yet\n");
        await using var node = await FlowNode.StartAsync([archive], options => options with { Projects = [options.Projects[0] with { OptOutList = list }] });
        await node.SendAsync(0, 2);
        await node.UntilStateAsync(StudyState.Forwarding);

        await File.WriteAllTextAsync(list, "QZP0000000\n");
        await node.UntilStateAsync(StudyState.Held, TimeSpan.FromSeconds(2));
        archive.Up();
        for (var i = 0; i < 20; i++)
            node.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(archive.Stores, Is.Empty);
    }

    [Test]
    public async Task Opt_out_list_withdraws_by_a_mark_and_not_by_a_line_that_is_gone()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        using var folder = new TestFolder();
        var list = Path.Combine(folder.Path, "opt-outs.txt");
        await File.WriteAllTextAsync(list, "QZP0000000\n");
        await using var node = await FlowNode.StartAsync([archive], options => options with { Projects = [options.Projects[0] with { OptOutList = list }] });
        await node.SendAsync(0, 2);
        await node.UntilStateAsync(StudyState.Held);

        await File.WriteAllTextAsync(list, "# cut short\n");
        await node.RestartAsync();
        Assert.That(await node.StateAsync(), Is.EqualTo(StudyState.Held), "a list that was cut short lets nobody through");
        await File.WriteAllTextAsync(list, "- QZP0000000\nQZP0000000\n");
        await node.RestartAsync();
        Assert.That(await node.StateAsync(), Is.EqualTo(StudyState.Held), "who is there with and without the mark has objected");

        await File.WriteAllTextAsync(list, "- QZP0000000\n");
        await node.UntilStateAsync(StudyState.Forwarded, TimeSpan.FromSeconds(2));
        Assert.That(archive.Stores, Has.Count.EqualTo(2));
        await node.RestartAsync();
        Assert.That(await node.Records.OptOuts.CountAsync("trial", CancellationToken.None), Is.Zero, "it stays withdrawn");
    }
}
