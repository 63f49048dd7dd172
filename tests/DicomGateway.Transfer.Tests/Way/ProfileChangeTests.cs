using DicomGateway.Curation.Deidentification.Profiles;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Tests.Way;

/// <summary>The project's profile is changed, or its file removed, while studies are under way.</summary>
[TestFixture]
internal sealed class ProfileChangeTests
{
    [Test]
    public async Task Late_arrival_is_made_under_the_version_that_the_study_was_first_forwarded_with()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 2);
        await node.UntilStateAsync(StudyState.Forwarded);
        await ChangeProfileAsync(node);

        await node.SendAsync(2, 1);
        await node.UntilAsync("the late one is there", () => Task.FromResult(archive.Held.Count == 3));
        await node.UntilStateAsync(StudyState.Forwarded);

        Assert.That(Methods(archive), Is.EqualTo(new[] { "DicomGateway profile basic" }));
        Assert.That(Values(archive, DicomTag.PatientID), Has.Length.EqualTo(1), "one patient at the archive");
        Assert.That(archive.Stores, Has.Count.EqualTo(3), "what was there is not sent again");
        var timeline = await node.Records.Audit.ListAsync((await node.StudiesAsync()).Single().StudyId, CancellationToken.None);
        Assert.That(timeline.Last(row => row.Action == "study.inspected").Detail, Does.Contain("basic "));
    }

    [Test]
    public async Task Study_that_begins_after_the_change_is_made_under_the_new_profile()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await ChangeProfileAsync(node);
        await node.SendAsync(0, 1);
        await node.UntilStateAsync(StudyState.Forwarded);
        Assert.That(Methods(archive), Is.EqualTo(new[] { "DicomGateway profile changed" }));
    }

    [Test]
    public async Task Study_of_which_nothing_was_forwarded_is_made_under_the_new_profile()
    {
        await using var archive = new ScriptedArchive { Answer = _ => new DimseStatus(0xA900) };
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 2);
        await node.UntilStateAsync(StudyState.Held);
        await ChangeProfileAsync(node);
        archive.Answer = _ => DimseStatus.Success;
        await node.ReleaseAsync("the profile is another one now");
        await node.UntilStateAsync(StudyState.Forwarded);
        Assert.That(Methods(archive), Is.EqualTo(new[] { "DicomGateway profile changed" }));
    }

    [Test]
    public async Task Study_that_one_destination_has_in_part_keeps_its_version_at_all()
    {
        await using var first = new ScriptedArchive { Answer = number => number == 1 ? DimseStatus.Success : new DimseStatus(0xA900) };
        await using var second = new ScriptedArchive { Answer = _ => new DimseStatus(0xA900) };
        first.Up();
        second.Up();
        await using var node = await FlowNode.StartAsync(first, second);
        await node.SendAsync(0, 2);
        await node.UntilStateAsync(StudyState.Held);
        await ChangeProfileAsync(node);
        (first.Answer, second.Answer) = (_ => DimseStatus.Success, _ => DimseStatus.Success);
        await node.ReleaseAsync("they take it now");
        await node.UntilStateAsync(StudyState.Forwarded);
        Assert.That((Methods(first), Methods(second)), Is.EqualTo((new[] { "DicomGateway profile basic" }, new[] { "DicomGateway profile basic" })));
        Assert.That(second.Held, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Version_that_the_program_cannot_use_any_more_holds_what_comes_late()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync([archive], options => options with
        {
            Projects = [options.Projects[0] with { Profile = new DeidentificationProfile { Name = "old", TableEdition = "2019a" } }],
        });
        await node.SendAsync(0, 1);
        await node.UntilStateAsync(StudyState.Forwarded);
        await ChangeProfileAsync(node);
        await node.SendAsync(1, 1);
        await node.UntilStateAsync(StudyState.Held);
        Assert.That((await node.OpenHoldAsync()).Findings.Single().Code, Is.EqualTo("profile.unusable"));
        Assert.That(archive.Stores, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Study_that_an_earlier_program_forwarded_keeps_the_profile_that_it_had()
    {
        await using var archive = new ScriptedArchive();
        archive.Up();
        await using var node = await FlowNode.StartAsync(archive);
        await node.SendAsync(0, 1);
        await node.UntilStateAsync(StudyState.Forwarded);
        await node.DownAsync();
        await node.ExecuteSqlAsync("UPDATE studies SET profile_version = NULL; UPDATE manifests SET profile_version = NULL");
        node.Options = node.Options with { Projects = [node.Options.Projects[0] with { Profile = Changed }] };
        await node.UpAsync();

        await node.SendAsync(1, 1);
        await node.UntilAsync("the late one is there", () => Task.FromResult(archive.Held.Count == 2));
        Assert.That(Methods(archive), Is.EqualTo(new[] { "DicomGateway profile basic" }));
    }

    private static DeidentificationProfile Changed { get; } = new() { Name = "changed", TableEdition = "2026d" };

    private static async Task ChangeProfileAsync(FlowNode node)
    {
        await node.DownAsync();
        var project = node.Options.Projects[0];
        node.Options = node.Options with { Projects = [project with { Profile = Changed, Curation = project.Curation with { PseudonymPrefix = "NEW" } }] };
        await node.UpAsync();
    }

    private static string[] Methods(ScriptedArchive archive) =>
        [.. Values(archive, DicomTag.DeidentificationMethod).Select(value => value.Split('\\')[^1])];

    private static string[] Values(ScriptedArchive archive, DicomTag tag) =>
    [
        .. archive.Held.Values
            .Select(bytes => string.Join('\\', DicomDatasetReader.Read(bytes, DicomTransferSyntax.ExplicitVRLittleEndian).Dataset.GetStrings(tag)))
            .Distinct(),
    ];
}
