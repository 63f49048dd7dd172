using DicomGateway.Dicom.Data;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Records.Commitments;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Services.StorageCommitment;
using DicomGateway.Transfer.Tests.Way;

namespace DicomGateway.Transfer.Tests.Services.StorageCommitment;

/// <summary>A study is committed when the archive has promised every instance, and its originals are kept until then.</summary>
[TestFixture]
internal sealed class CommitmentTests
{
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(5);

    [Test]
    public async Task Promise_on_the_same_association_commits_the_study()
    {
        await using var archive = Up();
        await using var node = await StartAsync(archive);

        await node.SendAsync(0, 5);
        await node.UntilStateAsync(StudyState.Committed);

        Assert.That(archive.Committer.Requests.Single().Instances.Select(instance => instance.SopInstanceUid), Is.EquivalentTo(archive.Held.Keys));
        await node.UntilAsync("the archive is answered", () => Task.FromResult(archive.Committer.Answers is [0]));
        Assert.That(await ActionsAsync(node), Does.Contain("commitment.asked").And.Contain("commitment.promised").And.Contain("study.committed"));
    }

    [Test]
    public async Task Promise_on_an_association_of_the_archive_commits_the_study()
    {
        await using var archive = Up();
        await using var node = await StartAsync(archive);
        archive.Committer.ReportTo = () => Node(node);

        await node.SendAsync(0, 5);
        await node.UntilStateAsync(StudyState.Committed, Quick);
        await node.UntilAsync("the archive is answered", () => Task.FromResult(archive.Committer.Answers is [0]));
    }

    [Test]
    public async Task Stranger_cannot_promise_and_an_archive_not_for_another_transaction()
    {
        await using var archive = Up();
        archive.Committer.Report = (_, _) => null;
        await using var node = await StartAsync(archive);
        await node.SendAsync(0, 2);
        await node.UntilAsync("the archive is asked", () => Task.FromResult(archive.Committer.Requests.Count == 1));
        var request = archive.Committer.Requests[0];

        Assert.That(async () => await archive.Committer.ReportAsync(Node(node) with { CallingAeTitle = "STRANGER" }, Committer.Promise(request)), Throws.Exception);
        var forged = new CommitmentReport(DicomUID.Generate().UID, request.Instances, []);
        Assert.That(await archive.Committer.ReportAsync(Node(node), forged), Is.EqualTo(0x0115));
        Assert.That(await node.StateAsync(), Is.EqualTo(StudyState.Forwarded));

        Assert.That(await archive.Committer.ReportAsync(Node(node), Committer.Promise(request)), Is.Zero);
        await node.UntilStateAsync(StudyState.Committed);
    }

    [Test]
    public async Task Instance_that_is_not_promised_is_asked_for_again_then_sent_again_then_held()
    {
        await using var archive = Up();
        archive.Committer.Report = (_, request) => Committer.Refuse(request, CommitmentFailure.NoSuchObject);
        await using var node = await StartAsync(archive);

        await node.SendAsync(0, 1);
        await node.UntilStateAsync(StudyState.Held, Quick);

        Assert.That(archive.Committer.Requests, Has.Count.EqualTo(4));
        Assert.That(archive.Stores, Has.Count.EqualTo(3), "sent, and twice again");
        Assert.That((await node.OpenHoldAsync()).Findings.Single().Code, Is.EqualTo("commitment.missing"));

        archive.Committer.Report = (_, request) => Committer.Promise(request);
        await node.ReleaseAsync("the archive is mended");
        await node.UntilStateAsync(StudyState.Committed, Quick);
        Assert.That(archive.Stores, Has.Count.EqualTo(3), "what it has is not sent again");
    }

    [Test]
    public async Task Instance_lost_by_the_archive_is_sent_again_and_committed()
    {
        await using var archive = Up();
        archive.Committer.Report = (number, request) => number <= 2
            ? new CommitmentReport(request.TransactionUid, [.. request.Instances.Skip(1)], [new CommitmentFailure(request.Instances[0], CommitmentFailure.NoSuchObject)])
            : Committer.Promise(request);
        await using var node = await StartAsync(archive);

        await node.SendAsync(0, 3);
        await node.UntilStateAsync(StudyState.Committed, Quick);

        Assert.That(archive.Committer.Requests.Select(request => request.Instances.Count), Is.EqualTo(new[] { 3, 1, 1 }));
        Assert.That(archive.Stores, Has.Count.EqualTo(4));
        Assert.That(archive.Held, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Silent_archive_is_asked_again_and_a_late_promise_counts()
    {
        await using var archive = Up();
        archive.Committer.Report = (_, _) => null;
        await using var node = await StartAsync(archive);
        await node.SendAsync(0, 2);

        // Whole, before the clock makes leaps: else each instance may be asked for by itself.
        await node.UntilStateAsync(StudyState.Forwarded);
        await node.UntilAsync("it is asked twice", () => Task.FromResult(archive.Committer.Requests.Count >= 2), TimeSpan.FromMinutes(1));

        Assert.That(await archive.Committer.ReportAsync(Node(node), Committer.Promise(archive.Committer.Requests[0])), Is.Zero);
        await node.UntilStateAsync(StudyState.Committed);
        Assert.That(await ActionsAsync(node), Does.Contain("commitment.unanswered"));
    }

    [Test]
    public async Task Restart_between_request_and_report_changes_nothing()
    {
        await using var archive = Up();
        archive.Committer.Report = (_, _) => null;
        await using var node = await StartAsync(archive);
        await node.SendAsync(0, 2);
        await node.UntilAsync("the archive is asked", () => Task.FromResult(archive.Committer.Requests.Count == 1));

        await node.RestartAsync();
        await archive.Committer.ReportAsync(Node(node), Committer.Promise(archive.Committer.Requests[0]));
        await node.UntilStateAsync(StudyState.Committed);
    }

    [Test]
    public async Task Archive_without_the_class_is_enough_where_it_need_not_and_never_where_it_must()
    {
        await using var archive = Up();
        archive.Choose = context => context.AbstractSyntax == DicomUID.StorageCommitmentPushModel.UID ? null : context.TransferSyntaxes[0];
        await using var node = await StartAsync(archive, ProofKind.Commitment);
        await node.SendAsync(0, 2);
        await node.UntilAsync("the problem is said", () => Task.FromResult(node.Problems.Any(text => text.Contains("does not offer", StringComparison.Ordinal))));
        Assert.That(await node.StateAsync(), Is.EqualTo(StudyState.Forwarded));

        await node.DownAsync();
        node.Options = node.Options with { Archives = [.. node.Options.Archives.Select(one => one with { Proof = ProofKind.WhereOffered })] };
        await node.UpAsync();
        await node.UntilAsync("it is waived", async () => (await ActionsAsync(node)).Contains("commitment.waived"));
        Assert.That(await node.StateAsync(), Is.EqualTo(StudyState.Forwarded));
    }

    [Test]
    public async Task Originals_and_copies_stay_until_the_archive_has_promised()
    {
        await using var archive = Up();
        archive.Committer.Status = number => number == 1 ? DimseStatus.ProcessingFailure : DimseStatus.Success;
        archive.Committer.Report = (_, _) => null;
        await using var node = await StartAsync(archive);
        await node.SendAsync(0, 1);
        await node.UntilAsync("it is asked twice", () => Task.FromResult(archive.Committer.Requests.Count >= 2), Quick);

        node.Time.Advance(TimeSpan.FromMinutes(50));
        var times = new RetentionTimes { Originals = TimeSpan.Zero, Deidentified = TimeSpan.Zero };
        var swept = await node.Storage.Maintenance.SweepAsync(times, CancellationToken.None);
        Assert.That((swept.OriginalsDeleted, swept.CopiesDeleted), Is.EqualTo((0, 0)));

        await archive.Committer.ReportAsync(Node(node), Committer.Promise(archive.Committer.Requests[1]));
        await node.UntilStateAsync(StudyState.Committed);
        node.Time.Advance(TimeSpan.FromSeconds(1));
        swept = await node.Storage.Maintenance.SweepAsync(times, CancellationToken.None);
        Assert.That((swept.OriginalsDeleted, swept.CopiesDeleted), Is.EqualTo((1, 1)));
    }

    private static ScriptedArchive Up()
    {
        var archive = new ScriptedArchive();
        archive.Up();
        return archive;
    }

    private static Task<FlowNode> StartAsync(ScriptedArchive archive, ProofKind proof = ProofKind.WhereOffered) =>
        FlowNode.StartAsync([archive], options => options with { Archives = [.. options.Archives.Select(one => one with { Proof = proof })] });

    private static DicomClientOptions Node(FlowNode node) =>
        new() { Host = "127.0.0.1", Port = node.Port, CalledAeTitle = "GATEWAY", CallingAeTitle = "ARCHIVE" };

    private static async Task<IReadOnlyList<string>> ActionsAsync(FlowNode node) =>
        [.. (await node.Records.Audit.ListAsync((await node.StudiesAsync()).Single().StudyId, CancellationToken.None)).Select(entry => entry.Action)];
}
