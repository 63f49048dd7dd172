using DicomGateway.Dicom.Data;
using DicomGateway.Network;
using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Services.QueryRetrieve;
using DicomGateway.Transfer.Services.QueryRetrieve.User;

namespace DicomGateway.Transfer.Tests.Services.QueryRetrieve.User;

[TestFixture]
internal sealed class FindTests
{
    private ScriptedPacs _pacs = null!;

    [SetUp]
    public void Start() => _pacs = new ScriptedPacs();

    [TearDown]
    public async Task Stop() => await _pacs.DisposeAsync();

    [TestCase("1.2.840.10008.1.2")]
    [TestCase("1.2.840.10008.1.2.1")]
    public async Task Matches_come_in_the_agreed_transfer_syntax_and_their_own_character_set(string syntax)
    {
        _pacs.Choose = _ => syntax;
        _pacs.Answer = async (request, _) =>
        {
            await ScriptedPacs.MatchAsync(request, Study("1.2.1", "ISO_IR 100", "Müller"));
            await ScriptedPacs.MatchAsync(request, Study("1.2.2", "ISO_IR 192", "Ωνασης"));
            await request.RespondAsync(DimseStatus.Success);
        };
        await using var user = new QueryRetrieveUser(_pacs.Options, TimeProvider.System);
        var names = await ReadAsync(user, new DicomDataset().AddOrUpdate(DicomTag.PatientName, "*"));
        Assert.That(names, Is.EqualTo(new[] { "Müller", "Ωνασης" }));
        Assert.That(_pacs.Identifiers.Single().GetString(DicomTag.QueryRetrieveLevel), Is.EqualTo("STUDY"));
        Assert.That(_pacs.Identifiers.Single().Contains(DicomTag.StudyInstanceUID), "every match must carry its unique key");
    }

    [Test]
    public async Task Associations_are_shared_one_after_the_other_and_one_that_was_closed_meanwhile_is_replaced()
    {
        _pacs.Answer = async (request, _) => await request.RespondAsync(DimseStatus.Success);
        await using var user = new QueryRetrieveUser(_pacs.Options with { Client = _pacs.Client with { ReuseTime = TimeSpan.FromMinutes(1) } }, TimeProvider.System);
        for (var i = 0; i < 3; i++)
            await ReadAsync(user, new DicomDataset());
        Assert.That(_pacs.Proposals, Has.Count.EqualTo(1));

        await _pacs.RestartAsync();
        await ReadAsync(user, new DicomDataset());
        Assert.That(_pacs.Proposals, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Failure_after_matches_is_a_failure_of_the_query()
    {
        _pacs.Answer = async (request, _) =>
        {
            await ScriptedPacs.MatchAsync(request, Study("1.2.1", "ISO_IR 100", "A"));
            await request.RespondAsync(DimseStatus.OutOfResources);
        };
        await using var user = new QueryRetrieveUser(_pacs.Options, TimeProvider.System);
        var failure = await Assert.ThrowsAsync<QueryFailedException>(() => ReadAsync(user, new DicomDataset()));
        Assert.That(failure!.Status, Is.EqualTo(DimseStatus.OutOfResources));
    }

    [Test]
    public async Task Information_model_that_is_not_offered_is_a_failure_of_the_query()
    {
        _pacs.Choose = _ => null;
        await using var user = new QueryRetrieveUser(_pacs.Options, TimeProvider.System);
        var failure = await Assert.ThrowsAsync<QueryFailedException>(() => ReadAsync(user, new DicomDataset()));
        Assert.That(failure!.Status, Is.EqualTo(DimseStatus.SopClassNotSupported));
    }

    [TestCase(1)]
    [TestCase(7)]
    public async Task Matches_that_go_round_for_ever_are_ended(int period)
    {
        _pacs.Answer = async (request, _) =>
        {
            for (var i = 0; !request.CancelRequested.IsCancellationRequested; i++)
                await ScriptedPacs.MatchAsync(request, Study($"1.2.{i % period}", "ISO_IR 100", "A"));
            await request.RespondAsync(DimseStatus.Cancel);
        };
        await using var user = new QueryRetrieveUser(_pacs.Options, TimeProvider.System);
        var failure = await Assert.ThrowsAsync<QueryFailedException>(() => ReadAsync(user, new DicomDataset()));
        Assert.That(failure!.Message, Does.Contain("no end"));
    }

    [Test]
    public async Task Matches_without_number_are_ended()
    {
        _pacs.Answer = async (request, _) =>
        {
            for (var i = 0; !request.CancelRequested.IsCancellationRequested; i++)
                await ScriptedPacs.MatchAsync(request, Study($"1.2.{i}", "ISO_IR 100", "A"));
            await request.RespondAsync(DimseStatus.Cancel);
        };
        await using var user = new QueryRetrieveUser(_pacs.Options with { Matches = 500 }, TimeProvider.System);
        await Assert.ThrowsAsync<QueryFailedException>(() => ReadAsync(user, new DicomDataset()));
    }

    [Test]
    public async Task Query_that_is_left_is_cancelled_and_its_association_used_again()
    {
        var cancelled = new TaskCompletionSource();
        _pacs.Answer = async (request, _) =>
        {
            for (var i = 0; !request.CancelRequested.IsCancellationRequested; i++)
                await ScriptedPacs.MatchAsync(request, Study($"1.2.{i}", "ISO_IR 100", "A"));
            cancelled.TrySetResult();
            await request.RespondAsync(DimseStatus.Cancel);
        };
        await using var user = new QueryRetrieveUser(_pacs.Options, TimeProvider.System);
        await foreach (var _ in user.FindAsync(QueryLevel.Study, [], CancellationToken.None))
            break;
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await foreach (var _ in user.FindAsync(QueryLevel.Study, [], CancellationToken.None))
            break;
        Assert.That(_pacs.Proposals, Has.Count.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Pacs_that_does_not_heed_cancel_loses_the_association(bool isAsked)
    {
        var heard = false;
        _pacs.Answer = async (request, _) =>
        {
            using var registration = request.CancelRequested.Register(() => heard = true);
            try
            {
                for (var i = 0; ; i++)
                    await ScriptedPacs.MatchAsync(request, Study($"1.2.{i}", "ISO_IR 100", "A"));
            }
            catch (DicomAssociationException)
            {
            }
        };
        await using var user = new QueryRetrieveUser(
            _pacs.Options with { MayNotBeCancelled = !isAsked, CancelTime = TimeSpan.FromMilliseconds(200) }, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        await Assert.CatchAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in user.FindAsync(QueryLevel.Study, [], stop.Token))
                await stop.CancelAsync();
        });
        for (var i = 0; i < 500 && _pacs.Open > 0; i++)
            await Task.Delay(10);
        Assert.That((_pacs.Open, heard), Is.EqualTo((0, isAsked)));
    }

    [Test]
    public async Task Profile_decides_what_is_negotiated()
    {
        await using var user = new QueryRetrieveUser(
            _pacs.Options with { Model = InformationModel.PatientRoot, IsRelational = true, MatchesDateTime = true }, TimeProvider.System);
        await ReadAsync(user, []);
        var request = _pacs.Proposals.Single().Request;
        var negotiation = request.UserInformation.ExtendedNegotiations.Single();
        Assert.That(request.PresentationContexts.Single().AbstractSyntax, Is.EqualTo("1.2.840.10008.5.1.4.1.2.1.1"));
        Assert.That((negotiation.SopClassUid, Convert.ToHexString(negotiation.Information.Span)), Is.EqualTo(("1.2.840.10008.5.1.4.1.2.1.1", "0101")));
    }

    private static DicomDataset Study(string uid, string characterSet, string name) => new DicomDataset()
        .AddOrUpdate(DicomTag.SpecificCharacterSet, characterSet).AddOrUpdate(DicomTag.PatientName, name).AddOrUpdate(DicomTag.StudyInstanceUID, uid);

    private static async Task<List<string>> ReadAsync(QueryRetrieveUser user, DicomDataset keys)
    {
        var names = new List<string>();
        await foreach (var match in user.FindAsync(QueryLevel.Study, keys, CancellationToken.None))
            names.Add(match.GetStringOrEmpty(DicomTag.PatientName));
        return names;
    }
}
