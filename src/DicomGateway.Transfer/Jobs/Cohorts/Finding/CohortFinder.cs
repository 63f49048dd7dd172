using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Jobs.Cohorts.Criteria;
using DicomGateway.Transfer.Jobs.Cohorts.Finding.Questions;
using DicomGateway.Transfer.Jobs.Cohorts.Lists;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Jobs.Politeness;
using DicomGateway.Transfer.Records.Cohorts;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Jobs.Cohorts.Finding;

/// <summary>Asks every PACS of the criteria and hands what it finds over, page by page. Nothing is retrieved.</summary>
internal sealed class CohortFinder(CohortSearchStore store, TallyKeeper tally, OpeningHours hours, TimeProvider time)
{
    private const int Page = 100;

    /// <summary>So many questions one after another that could not even be asked: the PACS is down.</summary>
    private const int MostFailures = 3;

    private readonly List<string> _problems = [];

    /// <summary>What was not answered whole; empty when all was.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Looks into one PACS.</summary>
    public async Task SearchAsync(
        long previewId, CohortCriteria criteria, CohortList? list, PacsNode node, IQueryRetrieveUser user, CancellationToken cancellationToken)
    {
        var questions = new QuestionPlan(criteria, list, node.Profile).Make(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        tally.Change(counts => counts with { QuestionsPlanned = counts.QuestionsPlanned + questions.Count });
        var queries = new PacsQueries(node, user, tally, hours, time);
        var returned = new ReturnKeys(criteria);
        var look = new StudyLook(queries, new StudyJudge(criteria, list, node.Profile), returned, new InstanceLook(queries, tally), tally);
        var failures = 0;
        foreach (var question in questions)
        {
            try
            {
                await foreach (var answers in queries.FindStudiesAsync(question, returned.Study, cancellationToken).ConfigureAwait(false))
                    await TakeAsync(previewId, answers, look, node, cancellationToken).ConfigureAwait(false);
                failures = 0;
            }
            catch (QueryTroubleException exception)
            {
                AddProblem(exception.Message);
                failures = exception.IsUnreachable ? failures + 1 : 0;
                if (failures == MostFailures)
                    return;
            }

            tally.Change(counts => counts with { QuestionsDone = counts.QuestionsDone + 1 });
        }
    }

    private async Task TakeAsync(long previewId, IReadOnlyList<DicomDataset> answers, StudyLook look, PacsNode node, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (fresh, elsewhere) = (new List<DicomDataset>(), new List<string>());
        foreach (var answer in answers)
        {
            tally.Change(counts => counts with { StudyAnswers = counts.StudyAnswers + 1 });
            var uid = StudyLook.FactsOf(answer).StudyInstanceUid;
            if (uid.Length == 0)
                tally.Change(counts => counts with { StudiesWithoutUid = counts.StudiesWithoutUid + 1 });
            else if (!seen.Add(uid))
                Repeat();
            else if (await store.FindPacsAsync(previewId, uid, cancellationToken).ConfigureAwait(false) is { } before)
                Repeat(before == node.Name ? null : uid);
            else
                fresh.Add(answer);
        }

        if (elsewhere.Count > 0)
            await store.AddPacsAsync(previewId, node.Name, elsewhere, cancellationToken).ConfigureAwait(false);

        foreach (var page in fresh.Chunk(Page))
        {
            var studies = new FoundStudy[page.Length];
            var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, node.Limits.Associations), CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, page.Length, options, async (i, token) => studies[i] = await look.LookAsync(page[i], token).ConfigureAwait(false)).ConfigureAwait(false);
            foreach (var study in studies)
                Count(study);
            await store.AddAsync(previewId, studies, tally.Current, cancellationToken).ConfigureAwait(false);
        }

        // A study of several PACS is one study: what the first says of it decides, the others may be asked for what is missing there.
        void Repeat(string? foundElsewhere = null)
        {
            tally.Change(counts => counts with { StudiesRepeated = counts.StudiesRepeated + 1 });
            if (foundElsewhere is not null)
                elsewhere.Add(foundElsewhere);
        }
    }

    private void Count(FoundStudy study)
    {
        if (study.Reason == Reasons.Unanswered)
            AddProblem($"PACS {study.Pacs} did not answer what series some studies have.");
        var isSelected = study.Reason is null;
        var selected = study.Series.Where(series => series.Reason is null).ToList();
        tally.Change(counts => counts with
        {
            Studies = counts.Studies + 1,
            StudiesSelected = counts.StudiesSelected + (isSelected ? 1 : 0),
            Series = counts.Series + study.Series.Count,
            SeriesSelected = counts.SeriesSelected + selected.Count,
            InstancesSelected = counts.InstancesSelected + selected.Sum(series => (long)(series.Instances ?? 0)),
            SeriesUncounted = counts.SeriesUncounted + selected.Count(series => series.Instances is null),
        });
    }

    private void AddProblem(string text)
    {
        if (!_problems.Contains(text))
            _problems.Add(text);
    }
}
