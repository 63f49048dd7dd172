using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Services.QueryRetrieve;
using DicomGateway.Transfer.Services.QueryRetrieve.User;

namespace DicomGateway.Transfer.Jobs.Probing;

/// <summary>
/// Finds out what a PACS can do, by negotiation and a few dozen small queries one after the other. Nothing is retrieved unless that is asked for, and
/// nothing of what is seen is kept but what the PACS does with keys.
/// </summary>
public sealed class PacsProber(ProbeOptions options, TimeProvider time)
{
    private readonly ProbeQueries _queries = new(options, time);

    /// <exception cref="Network.DicomAssociationException">The PACS cannot be reached, or ended an association.</exception>
    public async Task<ProbeReport> ProbeAsync(CancellationToken cancellationToken)
    {
        var info = await ProbeNegotiation.AskServicesAsync(options.Client, time, cancellationToken).ConfigureAwait(false);
        var services = ProbeNegotiation.ServicesOf(info);
        var model = Has(services, QueryRetrieveClasses.Find(InformationModel.StudyRoot)) ? InformationModel.StudyRoot : InformationModel.PatientRoot;
        var getClass = QueryRetrieveClasses.Get(model);
        var report = new ProbeReport
        {
            Implementation = $"{info.PeerInformation.ImplementationVersionName} {info.PeerInformation.ImplementationClassUid}".Trim(),
            Services = services,
            GrantsRelational = ProbeNegotiation.Grants(info, model, 0),
            GrantsDateTime = ProbeNegotiation.Grants(info, model, 1),
            SentByGet = Has(services, getClass) ? await ProbeNegotiation.AskStoredAsync(options.Client, getClass, time, cancellationToken).ConfigureAwait(false) : [],
        };
        if (Has(services, QueryRetrieveClasses.Find(model)))
            report = await AskAsync(report, model, cancellationToken).ConfigureAwait(false);
        return (report with
        {
            Queries = _queries.Count,
            MostMatches = _queries.MostMatches,
            SlowestFirstAnswer = (long)_queries.SlowestFirstAnswer.TotalMilliseconds,
        }).Conclude(model);
    }

    private async Task<ProbeReport> AskAsync(ProbeReport report, InformationModel model, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetLocalNow().DateTime);
        var user = _queries.User(model);
        await using (user.ConfigureAwait(false))
        {
            if ((await StudySample.FindAsync(_queries, user, today, cancellationToken).ConfigureAwait(false)
                ?? await StudySample.DescendAsync(_queries, user, today, cancellationToken).ConfigureAwait(false)) is not { } sample)
            {
                return report;
            }

            // Limits and cancelling are told by long answers, which one patient does not make.
            var isDescent = sample.Patient is not null;
            var hierarchy = await HierarchyProbe.AskAsync(_queries, user, sample, cancellationToken).ConfigureAwait(false);
            var limit = isDescent ? null : await LimitProbe.AskAsync(_queries, user, today, options.LimitSample, cancellationToken).ConfigureAwait(false);
            report = report with
            {
                DescendsFromPatients = isDescent,
                Levels = await LevelsAsync(user, hierarchy, Has(report.Services, QueryRetrieveClasses.Find(InformationModel.PatientRoot)), cancellationToken).ConfigureAwait(false),
                Keys = await KeysAsync(user, sample, hierarchy, cancellationToken).ConfigureAwait(false),
                ResultLimit = limit,
                AnswersRelational = await RelationalAsync(hierarchy, model, report.GrantsRelational, cancellationToken).ConfigureAwait(false),
                Cancel = isDescent ? CancelBehaviour.NotTold : await CancelProbe.AskAsync(options.Client, model, sample.Slice, limit ?? 0, time, cancellationToken).ConfigureAwait(false),
            };
            return options.Retrieve
                ? report with { Retrievals = await RetrieveAsync(user, hierarchy, report, cancellationToken).ConfigureAwait(false) }
                : report;
        }
    }

    private async Task<IReadOnlyList<string>> LevelsAsync(IQueryRetrieveUser user, HierarchyProbe hierarchy, bool hasPatientRoot, CancellationToken cancellationToken)
    {
        var levels = new List<string> { Identifiers.Name(QueryLevel.Study) };
        if (hasPatientRoot && hierarchy.Study.GetStringOrEmpty(DicomTag.PatientID) is { Length: > 0 } patient)
        {
            var keys = new DicomDataset().AddOrUpdate(DicomTag.PatientID, patient);
            if ((await _queries.AskAsync(user, QueryLevel.Patient, keys, cancellationToken).ConfigureAwait(false)).Matches.Count > 0)
                levels.Insert(0, Identifiers.Name(QueryLevel.Patient));
        }

        if (hierarchy.Series.Count > 0)
            levels.Add(Identifiers.Name(QueryLevel.Series));
        if (hierarchy.Instances.Count > 0)
            levels.Add(Identifiers.Name(QueryLevel.Image));
        return levels;
    }

    private async Task<IReadOnlyList<ProbedKey>> KeysAsync(
        IQueryRetrieveUser user, StudySample sample, HierarchyProbe hierarchy, CancellationToken cancellationToken)
    {
        var keys = new List<ProbedKey>();
        keys.AddRange(await KeyProbe.AskAsync(_queries, user, QueryLevel.Study, sample.Keys(), sample.Answer.Matches, cancellationToken).ConfigureAwait(false));
        if (hierarchy.Series.Count > 0)
            keys.AddRange(await KeyProbe.AskAsync(_queries, user, QueryLevel.Series, hierarchy.Unique(QueryLevel.Study), hierarchy.Series, cancellationToken).ConfigureAwait(false));
        if (hierarchy.Instances.Count > 0)
            keys.AddRange(await KeyProbe.AskAsync(_queries, user, QueryLevel.Image, hierarchy.Unique(QueryLevel.Series), hierarchy.Instances, cancellationToken).ConfigureAwait(false));
        return keys;
    }

    private async Task<bool?> RelationalAsync(HierarchyProbe hierarchy, InformationModel model, bool isGranted, CancellationToken cancellationToken)
    {
        var user = _queries.User(model, isGranted);
        await using (user.ConfigureAwait(false))
            return await hierarchy.IsRelationalAsync(_queries, user, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<ProbedRetrieval>> RetrieveAsync(IQueryRetrieveUser user, HierarchyProbe hierarchy, ProbeReport report, CancellationToken cancellationToken)
    {
        var tried = new List<ProbedRetrieval>();
        if (report.SentByGet.Count > 0)
            tried.AddRange(await RetrieveProbe.GetAsync(user, hierarchy, report.SentByGet.Select(one => one.Uid), cancellationToken).ConfigureAwait(false));
        if (options.MoveDestination is { } destination)
            tried.AddRange(await RetrieveProbe.MoveAsync(user, hierarchy, destination, cancellationToken).ConfigureAwait(false));
        return tried;
    }

    private static bool Has(IReadOnlyList<ProbedClass> services, string sopClass) => services.Any(service => service.Uid == sopClass);
}
