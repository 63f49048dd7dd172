using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Jobs.Listing;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Jobs.Retrieval;
using DicomGateway.Transfer.Records.Jobs.Items;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Tests.Jobs;

internal sealed class RetrievalPlanTests
{
    private const string Ct = "1.2.840.10008.5.1.4.1.1.2";

    private static readonly SelectedStudy Whole = new(1, "1.2", "P1", null, 6);
    private static readonly SelectedStudy Chosen = new(1, "1.2", "P1", [new SelectedSeries("1.2.1", 3)], 6);

    [Test]
    public void Nothing_here_of_a_whole_study_is_one_request()
    {
        var plan = RetrievalPlan.Make(Whole, new PacsProfile(), 2, [Series("1.2.1", 3, true), Series("1.2.2", 3, true)], 50);
        Assert.That(plan.Single().Level, Is.EqualTo(QueryLevel.Study));
        Assert.That(plan[0].SopClasses, Is.EqualTo(new[] { Ct }));
        Assert.That(plan[0].Identifier.Contains(DicomTag.PatientID), Is.False);
    }

    [Test]
    public void Patient_root_names_the_patient()
    {
        var plan = RetrievalPlan.Make(Whole, new PacsProfile { Model = InformationModel.PatientRoot }, 1, [Series("1.2.1", 3, true)], 50);
        Assert.That(plan[0].Identifier.GetString(DicomTag.PatientID), Is.EqualTo("P1"));
    }

    [Test]
    public void Chosen_series_are_asked_for_one_by_one_and_no_other()
    {
        var plan = RetrievalPlan.Make(Chosen, new PacsProfile(), 1, [Series("1.2.1", 3, true)], 50);
        Assert.That((plan.Single().Level, plan[0].Identifier.GetString(DicomTag.SeriesInstanceUID)), Is.EqualTo((QueryLevel.Series, "1.2.1")));
        Assert.That(
            () => RetrievalPlan.Make(Chosen, new PacsProfile { NarrowestRetrieval = QueryLevel.Study }, 1, [Series("1.2.1", 3, true)], 50),
            Throws.TypeOf<ListingException>());
    }

    [Test]
    public void Missing_instances_go_in_batches_of_one_series()
    {
        var plan = RetrievalPlan.Make(Whole, new PacsProfile(), 2, [Series("1.2.1", 5, false), Series("1.2.2", 1, true)], 2);
        Assert.That(plan.Select(request => request.Level), Is.EqualTo(new[] { QueryLevel.Image, QueryLevel.Image, QueryLevel.Image, QueryLevel.Series }));
        Assert.That(plan.Take(3).SelectMany(request => request.Identifier.GetStrings(DicomTag.SOPInstanceUID)).Distinct().Count(), Is.EqualTo(5));
    }

    [TestCase(QueryLevel.Series, QueryLevel.Series)]
    [TestCase(QueryLevel.Study, QueryLevel.Study)]
    public void Level_is_no_narrower_than_the_pacs_allows(QueryLevel narrowest, QueryLevel expected)
    {
        var plan = RetrievalPlan.Make(Whole, new PacsProfile { NarrowestRetrieval = narrowest }, 2, [Series("1.2.1", 2, false)], 50);
        Assert.That(plan.Single().Level, Is.EqualTo(expected));
    }

    [Test]
    public void Pacs_that_only_counts_is_ready_for_the_usual_classes()
    {
        var plan = RetrievalPlan.Make(Whole, new PacsProfile(), 1, [new MissingSeries(null, 6, true, null)], 50);
        Assert.That(plan.Single().Level, Is.EqualTo(QueryLevel.Study));
        Assert.That(plan[0].SopClasses, Has.Count.InRange(60, 126).And.Contain(Ct));
    }

    private static MissingSeries Series(string uid, int count, bool isWhole) =>
        new(uid, count, isWhole, [.. Enumerable.Range(1, count).Select(number => new ExpectedInstance($"{uid}.{number}", Ct))]);
}
