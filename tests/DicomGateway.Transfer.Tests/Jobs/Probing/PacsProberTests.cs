using System.Globalization;
using DicomGateway.Dicom.Data;
using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Jobs.Probing;
using DicomGateway.Transfer.Services.QueryRetrieve;
using DicomGateway.Transfer.Services.QueryRetrieve.Matching;
using DicomGateway.Transfer.Tests.Services.QueryRetrieve.User;

namespace DicomGateway.Transfer.Tests.Jobs.Probing;

[TestFixture]
internal sealed class PacsProberTests
{
    private ScriptedPacs _pacs = null!;
    private List<DicomDataset> _studies = null!;

    [SetUp]
    public void Start()
    {
        _studies = [.. Enumerable.Range(0, 40).Select(Study)];
        _pacs = new ScriptedPacs { Answer = (request, keys) => AnswerAsync(request, keys, int.MaxValue, []) };
    }

    [TearDown]
    public async Task Stop() => await _pacs.DisposeAsync();

    [Test]
    public async Task Keys_that_are_ignored_and_keys_that_do_not_come_back_are_told()
    {
        _pacs.Answer = (request, keys) => AnswerAsync(request, keys, int.MaxValue, [DicomTag.StudyDescription], DicomTag.AccessionNumber);
        var report = await ProbeAsync();
        Assert.That(report.Profile.UnmatchedKeys, Does.Contain("StudyDescription").And.Not.Contain("PatientID").And.Not.Contain("AccessionNumber"));
        Assert.That(report.Profile.UnreturnedKeys, Does.Contain("AccessionNumber").And.Not.Contain("PatientID"));
        Assert.That((report.ResultLimit, report.Profile.ResultLimit), Is.EqualTo((0, 0)));
        Assert.That(report.Profile.NarrowestQuery, Is.EqualTo(QueryLevel.Study), "nothing came back below");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Limit_is_found_whether_the_pacs_says_so_or_leaves_the_rest_out(bool saysSo)
    {
        _pacs.Answer = (request, keys) => AnswerAsync(request, keys, 25, [], saysSo: saysSo);
        Assert.That((await ProbeAsync()).Profile.ResultLimit, Is.EqualTo(25));
    }

    [Test]
    public async Task Pacs_that_ends_the_association_on_cancel_is_not_cancelled_any_more()
    {
        _pacs.Answer = async (request, keys) =>
        {
            using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(request.CancelRequested);
            if (keys.Count == 3)
            {
                // Of the probe's queries, those without optional keys: one of them is cancelled after its first match.
                await ScriptedPacs.MatchAsync(request, _studies[0]);
                await Task.Delay(TimeSpan.FromMilliseconds(300), cancelled.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
            }

            if (cancelled.IsCancellationRequested)
                await _pacs.RestartAsync();
            else
                await AnswerAsync(request, keys, int.MaxValue, []);
        };
        var report = await ProbeAsync();
        Assert.That((report.Cancel, report.Profile.MayNotBeCancelled), Is.EqualTo((CancelBehaviour.EndsAssociation, true)));
    }

    [Test]
    public async Task Every_query_has_dates_or_a_unique_key()
    {
        var report = await ProbeAsync();
        Assert.That(report.Queries, Is.LessThan(80));
        foreach (var keys in _pacs.Identifiers)
        {
            var bounded = new[] { DicomTag.StudyDate, DicomTag.StudyInstanceUID, DicomTag.PatientID }.Any(tag => keys.GetStringOrEmpty(tag).Length > 0);
            Assert.That(bounded, "a query would be for everything");
        }
    }

    [Test]
    public async Task Empty_pacs_tells_little_and_says_so()
    {
        _studies = [];
        var report = await ProbeAsync();
        Assert.That((report.Levels, report.ResultLimit, report.Keys.Count), Is.EqualTo(((IReadOnlyList<string>?)null, (int?)null, 0)));
        Assert.That(report.Notes, Has.Some.Contains("No study was found"));
    }

    private Task<ProbeReport> ProbeAsync(int sample = 50) =>
        new PacsProber(new ProbeOptions { Client = _pacs.Client, Pause = TimeSpan.Zero, Sample = sample, LimitSample = sample }, TimeProvider.System).ProbeAsync(CancellationToken.None);

    private async Task AnswerAsync(DimseRequest request, DicomDataset keys, int limit, DicomTag[] ignored, DicomTag? unreturned = null, bool saysSo = false)
    {
        var asked = keys.Clone();
        asked.Remove(DicomTag.QueryRetrieveLevel);
        asked.RemoveAll(item => ignored.Contains(item.Tag));
        var matches = keys.GetString(DicomTag.QueryRetrieveLevel) == "STUDY" ? _studies.Where(study => IdentifierMatch.Matches(asked, study)).ToList() : [];
        foreach (var match in matches.Take(limit))
        {
            var answer = match.Clone();
            if (unreturned is { } tag)
                answer.Remove(tag);
            await ScriptedPacs.MatchAsync(request, answer);
            if (request.CancelRequested.IsCancellationRequested)
                break;
        }

        var isOver = saysSo && matches.Count > limit;
        await request.RespondAsync(isOver || request.CancelRequested.IsCancellationRequested ? DimseStatus.Cancel : DimseStatus.Success);
    }

    private static DicomDataset Study(int number) => new DicomDataset()
        .AddOrUpdate(DicomTag.StudyDate, new DateOnly(2015, 1, 1).AddDays(97 * (number % 40)).ToString("yyyyMMdd", CultureInfo.InvariantCulture))
        .AddOrUpdate(DicomTag.StudyTime, "120000")
        .AddOrUpdate(DicomTag.AccessionNumber, $"A{number}")
        .AddOrUpdate(DicomTag.ModalitiesInStudy, "CT")
        .AddOrUpdate(DicomTag.StudyDescription, "Chest")
        .AddOrUpdate(DicomTag.PatientName, $"Doe^{number}")
        .AddOrUpdate(DicomTag.PatientID, $"P{number}")
        .AddOrUpdate(DicomTag.StudyInstanceUID, $"1.2.3.{number + 1}");
}
