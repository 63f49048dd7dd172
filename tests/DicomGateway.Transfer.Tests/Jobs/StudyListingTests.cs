using System.Runtime.CompilerServices;
using DicomGateway.Dicom.Data;
using DicomGateway.Network.Dimse;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Jobs.Listing;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Records.Jobs.Items;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Tests.Jobs;

internal sealed class StudyListingTests
{
    private static readonly SelectedStudy Study = new(1, "1.2", null, null, null);

    [Test]
    public async Task Matches_of_other_studies_and_series_are_not_believed()
    {
        var list = await ListAsync(new PacsProfile(), Study, Series("1.2", "1.2.1", 1), Series("9.9", "9.9.1", 5), Image("1.2", "1.2.1", "a"), Image("1.2", "1.2.1", "a"),
            Image("9.9", "9.9.1", "b"), Image("1.2", "1.2.9", "c"));
        Assert.That(list.Single().Instances!.Select(instance => instance.SopInstanceUid), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public async Task List_cut_off_at_the_limit_gives_way_to_the_count()
    {
        var profile = new PacsProfile { ResultLimit = 2 };
        var list = await ListAsync(profile, Study, Series("1.2", "1.2.1", 3), Image("1.2", "1.2.1", "a"), Image("1.2", "1.2.1", "b"));
        Assert.That((list.Single().Instances, list[0].Count), Is.EqualTo(((IReadOnlyList<ExpectedInstance>?)null, 3)));
    }

    [Test]
    public async Task List_shorter_than_the_count_of_the_PACS_gives_way_to_the_count()
    {
        var answers = new[] { Series("1.2", "1.2.1", 3), Image("1.2", "1.2.1", "a") };
        Assert.That((await ListAsync(new PacsProfile(), Study, answers)).Single(), Is.EqualTo(new ExpectedSeries("1.2.1", 3, null)));
        var believed = new PacsProfile { UnreturnedKeys = ["NumberOfSeriesRelatedInstances"] };
        Assert.That((await ListAsync(believed, Study, Series("1.2", "1.2.1", null), answers[1])).Single().Instances, Has.Count.EqualTo(1), "a PACS that counts wrongly is not asked for counts");
    }

    [Test]
    public async Task Series_that_the_PACS_leaves_out_are_missed_by_the_count_of_the_study()
    {
        var counted = new DicomDataset().AddOrUpdate(DicomTag.StudyInstanceUID, "1.2").AddOrUpdate(DicomTag.NumberOfStudyRelatedInstances, "7");
        var answers = new[] { Series("1.2", "1.2.1", 1), Image("1.2", "1.2.1", "a"), counted };
        Assert.That((await ListAsync(new PacsProfile(), Study with { InstanceCount = 7 }, answers)).Single(), Is.EqualTo(new ExpectedSeries(null, 7, null)));
        Assert.That((await ListAsync(new PacsProfile { ResultLimit = 1 }, Study, answers)).Single(), Is.EqualTo(new ExpectedSeries(null, 7, null)));
        Assert.That((await ListAsync(new PacsProfile(), Study, answers)).Single().Instances, Has.Count.EqualTo(1), "there is no reason to ask");
    }

    [Test]
    public async Task Chosen_series_that_is_gone_stays_on_the_list()
    {
        var chosen = Study with { Series = [new SelectedSeries("1.2.1", 1), new SelectedSeries("1.2.7", 4)] };
        var list = await ListAsync(new PacsProfile(), chosen, Series("1.2", "1.2.1", 1), Series("1.2", "1.2.2", 1), Image("1.2", "1.2.1", "a"));
        Assert.That(list.Select(series => (series.SeriesInstanceUid, series.ExpectedCount)), Is.EqualTo(new[] { ("1.2.1", (int?)1), ("1.2.7", 4) }));
    }

    [Test]
    public void What_cannot_be_proven_is_not_fetched()
    {
        Assert.That(() => ListAsync(new PacsProfile(), Study), Throws.TypeOf<ListingException>());
        Assert.That(() => ListAsync(new PacsProfile { NarrowestQuery = QueryLevel.Series }, Study, Series("1.2", "1.2.1", null)), Throws.TypeOf<ListingException>());
        Assert.That(() => ListAsync(new PacsProfile(), Study, Series("1.2", "1.2.1", 0)), Throws.TypeOf<ListingException>());
        Assert.That(
            () => ListAsync(new PacsProfile { ResultLimit = 1 }, Study, Series("1.2", "1.2.1", null), Image("1.2", "1.2.1", "a")), Throws.TypeOf<ListingException>(),
            "a list as long as the limit, and no count");
    }

    private static Task<IReadOnlyList<ExpectedSeries>> ListAsync(PacsProfile profile, SelectedStudy study, params DicomDataset[] matches) =>
        new StudyListing(new Matches(matches), profile, study).ReadAsync(CancellationToken.None);

    private static DicomDataset Series(string study, string series, int? count)
    {
        var match = new DicomDataset().AddOrUpdate(DicomTag.StudyInstanceUID, study).AddOrUpdate(DicomTag.SeriesInstanceUID, series);
        return count is { } number ? match.AddOrUpdate(DicomTag.NumberOfSeriesRelatedInstances, number.ToString(System.Globalization.CultureInfo.InvariantCulture)) : match;
    }

    private static DicomDataset Image(string study, string series, string uid) => new DicomDataset().AddOrUpdate(DicomTag.StudyInstanceUID, study)
        .AddOrUpdate(DicomTag.SeriesInstanceUID, series).AddOrUpdate(DicomTag.SOPInstanceUID, uid);

    /// <summary>Answers every query of a level with all matches of that level, as a PACS does that ignores keys.</summary>
    private sealed class Matches(IReadOnlyList<DicomDataset> matches) : IQueryRetrieveUser
    {
        public async IAsyncEnumerable<DicomDataset> FindAsync(QueryLevel level, DicomDataset keys, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            foreach (var match in matches.Where(match => LevelOf(match) == level))
                yield return match;
        }

        private static QueryLevel LevelOf(DicomDataset match) =>
            match.Contains(DicomTag.SOPInstanceUID) ? QueryLevel.Image : match.Contains(DicomTag.SeriesInstanceUID) ? QueryLevel.Series : QueryLevel.Study;

        public Task<RetrieveAnswer> MoveAsync(
            QueryLevel level, DicomDataset identifier, string moveDestination, Action<SuboperationCounts>? progress, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<RetrieveAnswer> GetAsync(
            QueryLevel level, DicomDataset identifier, IReadOnlyList<string> sopClasses, IDimseHandler storage, Action<SuboperationCounts>? progress,
            CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
