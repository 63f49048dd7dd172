using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Configuration.Sections.Pacs;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Jobs.Probing;

namespace DicomGateway.Service.Pacs;

/// <summary>A probe's report as JSON: its profile looks as in gateway.json, so that it can be copied there.</summary>
internal static class ProbeResult
{
    public static JsonObject ToJson(ProbeReport report)
    {
        var json = JsonSerializer.SerializeToNode(report, Api.ApiJson.Options)!.AsObject();
        json["profile"] = JsonNode.Parse(ConfigurationJson.Write(PacsSettings.Quirks(report.Profile)));
        return json;
    }

    /// <summary>What a probe knows: what it could not tell is left to the product's file.</summary>
    public static QuirkOptions Findings(ProbeReport report)
    {
        PacsProfile found = report.Profile;
        var hasStudies = report.Levels is not null;
        return new QuirkOptions
        {
            Model = found.Model,
            Retrieval = found.Retrieval,
            NarrowestRetrieval = report.Retrievals.Any(retrieval => retrieval.Received > 0) ? found.NarrowestRetrieval : null,
            NarrowestQuery = hasStudies ? found.NarrowestQuery : null,
            Relational = report.AnswersRelational is null ? null : found.IsRelational,
            DescendsFromPatients = hasStudies ? found.DescendsFromPatients : null,
            DateTimeMatching = found.MatchesDateTime,
            ResultLimit = report.ResultLimit is null ? null : found.ResultLimit,
            UnmatchedKeys = hasStudies ? found.UnmatchedKeys : null,
            UnreturnedKeys = hasStudies ? found.UnreturnedKeys : null,
            MayNotBeCancelled = report.Cancel == CancelBehaviour.NotTold ? null : found.MayNotBeCancelled,
        };
    }
}
