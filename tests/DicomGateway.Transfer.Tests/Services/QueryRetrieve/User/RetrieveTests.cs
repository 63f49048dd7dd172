using System.Collections.Concurrent;
using DicomGateway.Dicom.Data;
using DicomGateway.Network.Association;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Transport;
using DicomGateway.Testing;
using DicomGateway.Transfer.Services.QueryRetrieve;
using DicomGateway.Transfer.Services.QueryRetrieve.User;

namespace DicomGateway.Transfer.Tests.Services.QueryRetrieve.User;

[TestFixture]
internal sealed class RetrieveTests
{
    private static readonly DicomDataset Wanted = new DicomDataset().AddOrUpdate(DicomTag.StudyInstanceUID, "1.2.3");

    private ScriptedPacs _pacs = null!;

    [SetUp]
    public void Start() => _pacs = new ScriptedPacs();

    [TearDown]
    public async Task StopAsync() => await _pacs.DisposeAsync();

    [Test]
    public async Task Move_tells_the_counts_as_they_come_and_the_final_response_as_it_is()
    {
        string? destination = null;
        _pacs.Answer = async (request, _) =>
        {
            destination = request.Command.MoveDestination;
            await ScriptedPacs.CountAsync(request, DimseStatus.Pending, new SuboperationCounts(2, 0, 0, 0));
            await ScriptedPacs.CountAsync(request, DimseStatus.Pending, new SuboperationCounts(1, 1, 0, 0));
            await ScriptedPacs.CountAsync(request, DimseStatus.Coercion, new SuboperationCounts(null, 1, 1, 0), "1.2.3.4", "1.2.3.5");
        };
        await using var user = new QueryRetrieveUser(_pacs.Options, TimeProvider.System);
        var progress = new ConcurrentQueue<SuboperationCounts>();
        var answer = await user.MoveAsync(QueryLevel.Study, Wanted, "NODE", progress.Enqueue, CancellationToken.None);
        Assert.That(destination, Is.EqualTo("NODE"));
        Assert.That(progress, Is.EqualTo(new[] { new SuboperationCounts(2, 0, 0, 0), new SuboperationCounts(1, 1, 0, 0) }));
        Assert.That((answer.Status.Code, answer.Counts), Is.EqualTo(((ushort)0xB000, new SuboperationCounts(null, 1, 1, 0))));
        Assert.That(answer.FailedSopInstanceUids, Is.EqualTo(new[] { "1.2.3.4", "1.2.3.5" }));
        Assert.That(_pacs.Identifiers.Single().GetString(DicomTag.QueryRetrieveLevel), Is.EqualTo("STUDY"));
    }

    [Test]
    public async Task Move_that_is_not_offered_is_answered_in_its_place()
    {
        _pacs.Choose = _ => null;
        await using var user = new QueryRetrieveUser(_pacs.Options, TimeProvider.System);
        var answer = await user.MoveAsync(QueryLevel.Study, Wanted, "NODE", null, CancellationToken.None);
        Assert.That(answer.Status, Is.EqualTo(DimseStatus.SopClassNotSupported));
    }

    [Test]
    public async Task Cancelled_move_sends_cancel_and_waits_for_the_end()
    {
        var heard = new TaskCompletionSource();
        _pacs.Answer = async (request, _) =>
        {
            await ScriptedPacs.CountAsync(request, DimseStatus.Pending, new SuboperationCounts(2, 0, 0, 0));
            request.CancelRequested.Register(() =>
            {
                heard.SetResult();
                Task.Run(() => request.RespondAsync(DimseStatus.Cancel).AsTask());
            });
        };
        await using var user = new QueryRetrieveUser(_pacs.Options, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        await Assert.CatchAsync<OperationCanceledException>(() => user.MoveAsync(QueryLevel.Study, Wanted, "NODE", _ => stop.Cancel(), stop.Token));
        await heard.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Test]
    public async Task Move_whose_counts_stand_still_is_given_up()
    {
        var time = new FakeTimeProvider();
        _pacs.Answer = async (request, _) =>
        {
            for (var i = 0; i < 4; i++)
            {
                await ScriptedPacs.CountAsync(request, DimseStatus.Pending, new SuboperationCounts(2, 1, 0, 0));
                await Task.Delay(50);
                time.Advance(TimeSpan.FromMinutes(4));
            }
        };
        await using var user = new QueryRetrieveUser(_pacs.Options, time);
        await Assert.ThrowsAsync<AssociationTimeoutException>(() => user.MoveAsync(QueryLevel.Study, Wanted, "NODE", null, CancellationToken.None));
    }

    [Test]
    public async Task Get_proposes_the_role_for_the_given_classes_only_and_each_transfer_syntax_for_itself()
    {
        await using var user = new QueryRetrieveUser(_pacs.Options, TimeProvider.System);
        await user.GetAsync(QueryLevel.Study, Wanted, ["1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.4"], new DimseDispatch(), null, CancellationToken.None);
        var request = _pacs.Proposals.Single().Request;
        Assert.That(request.UserInformation.Roles.Select(role => (role.SopClassUid, role.IsScu, role.IsScp)), Is.EqualTo(new[]
        {
            ("1.2.840.10008.5.1.4.1.1.2", false, true), ("1.2.840.10008.5.1.4.1.1.4", false, true),
        }));
        var ofCt = request.PresentationContexts.Where(context => context.AbstractSyntax == "1.2.840.10008.5.1.4.1.1.2").ToList();
        Assert.That(ofCt.Where(context => context.TransferSyntaxes.Count == 1).SelectMany(context => context.TransferSyntaxes), Does.Contain("1.2.840.10008.1.2.4.70"));
        Assert.That(ofCt.SelectMany(context => context.TransferSyntaxes), Is.Unique);
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(40)]
    [TestCase(63)]
    [TestCase(64)]
    [TestCase(126)]
    public void Get_never_has_more_than_128_contexts_and_leaves_no_transfer_syntax_out(int classes)
    {
        var contexts = GetContexts.For("1.2.3", [.. Enumerable.Range(1, classes).Select(i => $"1.2.{i}.4")]);
        Assert.That(contexts, Has.Count.LessThanOrEqualTo(DicomClient.MaximumContexts));
        var syntaxes = contexts.Where(context => context.AbstractSyntax == "1.2.1.4").SelectMany(context => context.TransferSyntaxes).ToList();
        Assert.That(syntaxes, Is.Unique);
        Assert.That(syntaxes, Is.SupersetOf(new[] { "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.4.91", "1.2.840.10008.1.2.4.203" }));
    }

    [TestCase(0)]
    [TestCase(127)]
    public void Get_refuses_what_it_cannot_propose(int classes) =>
        Assert.Throws<ArgumentException>(() => GetContexts.For("1.2.3", [.. Enumerable.Range(1, classes).Select(i => $"1.2.{i}.4")]));
}
