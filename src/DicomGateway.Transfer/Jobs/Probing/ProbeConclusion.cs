using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Services.QueryRetrieve;
using DicomGateway.Transfer.Services.QueryRetrieve.User;

namespace DicomGateway.Transfer.Jobs.Probing;

/// <summary>From what was found to how jobs ask.</summary>
internal static class ProbeConclusion
{
    public static ProbeReport Conclude(this ProbeReport report, InformationModel model) => report with
    {
        Notes = [.. Notes(report, model)],
        Profile = new PacsProfile
        {
            Model = model,
            Retrieval = CanGet(report) ? RetrievalMethod.Get : RetrievalMethod.Move,
            NarrowestRetrieval = NarrowestRetrieval(report),
            NarrowestQuery = report.Levels is not { } levels || levels.Contains("IMAGE") ? QueryLevel.Image : levels.Contains("SERIES") ? QueryLevel.Series : QueryLevel.Study,
            IsRelational = report is { GrantsRelational: true, AnswersRelational: true },
            DescendsFromPatients = report.DescendsFromPatients,
            MatchesDateTime = report.GrantsDateTime,
            ResultLimit = report.ResultLimit ?? 0,
            UnmatchedKeys = [.. report.Keys.Where(key => key.IsMatched == false).Select(key => key.Keyword)],
            UnreturnedKeys = [.. report.Keys.Where(key => !key.IsReturned).Select(key => key.Keyword)],
            MayNotBeCancelled = report.Cancel == CancelBehaviour.EndsAssociation,
        },
    };

    /// <summary>What a trial says counts more than what was negotiated.</summary>
    private static bool CanGet(ProbeReport report)
    {
        var tried = report.Retrievals.Where(retrieval => retrieval.Method == "C-GET").ToList();
        return tried.Count > 0 ? tried.Any(retrieval => retrieval.Received > 0) : report.SentByGet.Count > 0;
    }

    /// <summary>What failed altogether says nothing of levels.</summary>
    private static QueryLevel NarrowestRetrieval(ProbeReport report) =>
        report.Retrievals.FirstOrDefault(retrieval => retrieval.Received > 0) is { Level: "SERIES" } ? QueryLevel.Series : QueryLevel.Image;

    private static IEnumerable<string> Notes(ProbeReport report, InformationModel model)
    {
        if (report.Services.All(service => service.Uid != QueryRetrieveClasses.Find(model)))
            yield return "It offers no queries to us. Check that our AE title is known there.";
        else if (report.Levels is null)
            yield return "No study was found, so that levels, keys, limits and cancelling could not be told. Probe it again when it has studies.";
        if (report.DescendsFromPatients)
            yield return "It gives studies of one named patient only: cohorts ask for the patients first, then for the studies of each. Limits and cancelling could not be told.";
        if (report is { GrantsRelational: false, AnswersRelational: true })
            yield return "It answers relational queries although it does not grant them; they are not relied upon.";
        if (report is { GrantsRelational: true, AnswersRelational: false })
            yield return "It grants relational queries but does not answer them as such.";
        if (report.ResultLimit is 0)
            yield return $"No limit on results was seen among {report.MostMatches} matches.";
        if (report.Cancel == CancelBehaviour.Ignored)
            yield return "It does not heed cancelling: the node aborts the association after a second.";
        if (report.Retrievals.All(retrieval => retrieval.Received == 0))
            yield return "Nothing was retrieved: the narrowest level of retrieval is taken to be the instance until a retrieval says otherwise.";
        if (report.SentByGet.Count > 0 && report.Services.All(service => service.Uid != QueryRetrieveClasses.Move(model)))
            yield return "It does not offer C-MOVE.";
    }
}
