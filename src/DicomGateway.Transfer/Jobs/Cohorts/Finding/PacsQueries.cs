using System.Runtime.CompilerServices;
using DicomGateway.Dicom.Data;
using DicomGateway.Network;
using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Jobs.Cohorts.Finding.Questions;
using DicomGateway.Transfer.Jobs.Cohorts.Values;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Jobs.Politeness;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Jobs.Cohorts.Finding;

/// <summary>
/// Asks one PACS, again where it stumbles, and divides what it does not answer whole. Answers are taken whole before anything is done with
/// them: a PACS that waits for its reader gives up.
/// </summary>
internal sealed class PacsQueries(PacsNode node, IQueryRetrieveUser user, TallyKeeper tally, OpeningHours hours, TimeProvider time)
{
    /// <summary>Most answers to one query that are held in memory; a question that has more is divided.</summary>
    private const int MostAnswers = 10_000;

    /// <summary>Most patients of one question that are asked one by one.</summary>
    private const int MostPatients = 50_000;

    private const int Tries = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, IReadOnlyList<DicomDataset>> _patients = new(StringComparer.Ordinal);

    public PacsNode Node => node;

    /// <summary>Studies that match a question, query by query. Parts of a question may tell of the same study again.</summary>
    /// <exception cref="QueryTroubleException">The PACS did not answer the whole.</exception>
    public IAsyncEnumerable<IReadOnlyList<DicomDataset>> FindStudiesAsync(StudyQuestion question, IReadOnlyList<AttributePath> returned, CancellationToken cancellationToken) =>
        node.Profile.DescendsFromPatients ? DescendAsync(question, returned, cancellationToken) : FindDirectlyAsync(question, returned, cancellationToken);

    /// <summary>Answers below the study, which cannot be divided.</summary>
    /// <exception cref="QueryTroubleException">The PACS did not answer the whole.</exception>
    public async Task<IReadOnlyList<DicomDataset>> FindAsync(QueryLevel level, DicomDataset keys, CancellationToken cancellationToken)
    {
        var (answers, isWhole) = await AskAsync(level, keys, cancellationToken).ConfigureAwait(false);
        return isWhole ? answers : throw new QueryTroubleException($"PACS {node.Name} gives no more than {answers.Count} matches for one question.", isUnreachable: false);
    }

    /// <summary>Patients first, then the studies of each. One patient who is not answered does not keep the others from being asked.</summary>
    private async IAsyncEnumerable<IReadOnlyList<DicomDataset>> DescendAsync(
        StudyQuestion question, IReadOnlyList<AttributePath> returned, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        tally.Note($"PACS {node.Name} answers only for one patient at a time: every patient costs a query. Patient IDs in the list or the keys spare most of them.");
        QueryTroubleException? trouble = null;
        foreach (var patient in (await FindPatientsAsync(question, returned, cancellationToken).ConfigureAwait(false)).GroupBy(PatientQuestion.IdOf))
        {
            var answers = new List<DicomDataset>();
            try
            {
                var below = PatientQuestion.Below(question, patient.Key);
                await foreach (var some in FindDirectlyAsync(below, PatientQuestion.Below(returned), cancellationToken).ConfigureAwait(false))
                    answers.AddRange(some);
            }
            catch (QueryTroubleException exception) when (!exception.IsUnreachable)
            {
                trouble ??= exception;
            }

            // Whose of several patients with one ID a study is, only the study can say.
            yield return patient.Count() == 1 ? PatientQuestion.Complete(answers, patient.First()) : answers;
        }

        if (trouble is not null)
            throw trouble;
    }

    private async Task<IReadOnlyList<DicomDataset>> FindPatientsAsync(StudyQuestion question, IReadOnlyList<AttributePath> returned, CancellationToken cancellationToken)
    {
        var name = PatientQuestion.Name(question);
        if (_patients.TryGetValue(name, out var before))
            return before;
        var keys = PatientQuestion.Identify(question, returned);
        var (patients, isWhole) = await AskAsync(QueryLevel.Patient, keys, cancellationToken, MostPatients).ConfigureAwait(false);
        if (!isWhole)
        {
            throw new QueryTroubleException(
                $"PACS {node.Name} gives no more than {patients.Count} patients for one question: narrow it by PatientName or PatientBirthDate, or give a list of Patient IDs.", isUnreachable: false);
        }

        var named = patients.Where(patient => PatientQuestion.IdOf(patient).Length > 0).ToList();
        if (named.Count < patients.Count)
            tally.Note($"PACS {node.Name} has patients without a Patient ID, whose studies cannot be asked for.");
        return _patients[name] = named;
    }

    private async IAsyncEnumerable<IReadOnlyList<DicomDataset>> FindDirectlyAsync(
        StudyQuestion question, IReadOnlyList<AttributePath> returned, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var open = new Stack<StudyQuestion>([question]);
        while (open.TryPop(out var next))
        {
            var (answers, isWhole) = await AskAsync(QueryLevel.Study, Identify(next, returned), cancellationToken).ConfigureAwait(false);
            yield return answers;
            if (isWhole)
                continue;
            foreach (var part in Divide(next, answers.Count))
                open.Push(part);
        }
    }

    private async Task<(IReadOnlyList<DicomDataset> Answers, bool IsWhole)> AskAsync(
        QueryLevel level, DicomDataset keys, CancellationToken cancellationToken, int most = MostAnswers)
    {
        for (var attempt = 1; ; attempt++)
        {
            await hours.WaitAsync(node.Name, tally.Wait, cancellationToken).ConfigureAwait(false);
            tally.Change(counts => counts with { Queries = counts.Queries + 1 });
            var answers = new List<DicomDataset>();
            try
            {
                await foreach (var answer in user.FindAsync(level, keys, cancellationToken).ConfigureAwait(false))
                {
                    answers.Add(answer);
                    if (answers.Count == most)
                        return (answers, false);
                }

                return (answers, node.Profile.ResultLimit == 0 || answers.Count < node.Profile.ResultLimit);
            }
            catch (QueryFailedException exception) when (exception.Status == DimseStatus.OutOfResources || exception.Status == DimseStatus.Cancel)
            {
                // Too many matches; some PACS say so by a Cancel that nobody asked for.
                return (answers, false);
            }
            catch (Exception exception) when (exception is QueryFailedException or DicomAssociationException)
            {
                if (attempt == Tries)
                    throw Explain(exception);
            }

            await Task.Delay(Pause * attempt, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private QueryTroubleException Explain(Exception exception) => exception is QueryFailedException failed
        ? new QueryTroubleException($"PACS {node.Name} answered a query with {failed.Status}.", isUnreachable: false, exception)
        : new QueryTroubleException($"PACS {node.Name} could not be asked: {exception.Message}", isUnreachable: true, exception);

    private IReadOnlyList<StudyQuestion> Divide(StudyQuestion question, int count)
    {
        var uids = question.Values.FirstOrDefault(key => key.Attribute.Is(DicomTag.StudyInstanceUID)).Values;
        if (uids is not null && count >= uids.Count)
            return [];
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (node.Profile.UnmatchedKeys.Contains("StudyDate") || question.Divide(today) is not { } parts)
            throw new QueryTroubleException($"PACS {node.Name} gives no more than {count} matches, and the question cannot be divided further by date and time.", isUnreachable: false);
        if (question.Dates is null)
            tally.Note($"PACS {node.Name} limits its answers: questions were divided by study date, and of studies without a date only the first answers are known.");
        tally.Change(counts => counts with { Divided = counts.Divided + 1 });
        return parts;
    }

    private static DicomDataset Identify(StudyQuestion question, IReadOnlyList<AttributePath> returned)
    {
        var values = question.Values.ToList();
        if (question.Dates is { } dates)
            values.Add((AttributePath.Of(DicomTag.StudyDate), [dates.ToRange()]));
        if (question.Minutes is { } minutes)
            values.Add((AttributePath.Of(DicomTag.StudyTime), [minutes.ToRange()]));
        return IdentifierForm.Make(values, returned);
    }
}
