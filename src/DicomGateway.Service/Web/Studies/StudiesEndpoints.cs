using DicomGateway.Service.Api;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Holds;
using DicomGateway.Service.Hosting;
using DicomGateway.Service.Web.Shared;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;
using Microsoft.AspNetCore.Mvc;

namespace DicomGateway.Service.Web.Studies;

/// <summary>The list of studies, the search, and one study's way.</summary>
internal static class StudiesEndpoints
{
    private const int PageSize = 50;
    private const int ExportPageSize = 500;

    public static void MapStudiesPages(this IEndpointRouteBuilder console)
    {
        console.MapGet("/studies", ListAsync);
        console.MapPost("/studies/search", SearchAsync).DisableAntiforgery();
        console.MapGet("/studies.csv", Export);
        console.MapGet("/studies/{id:long}", ShowAsync);
    }

    private static async Task<IResult> ListAsync(string? state, string? project, long? before, HttpContext http, GatewayNode node, LoadedConfiguration configuration)
    {
        var studies = await node.Records.Studies.ListAsync(Filter(state, project) with { BeforeStudyId = before, Limit = PageSize + 1 }, http.RequestAborted);
        var page = studies.Take(PageSize).ToList();
        var model = new StudiesModel(page, state ?? "", project ?? "", Projects(configuration), studies.Count > PageSize ? page[^1].StudyId : null, false);
        return await Pages.ShowAsync<StudiesPage, StudiesModel>(http, model);
    }

    /// <summary>What is searched for identifies: it comes in the body of a form and goes nowhere else.</summary>
    private static async Task<IResult> SearchAsync(
        [FromForm] string? accession, [FromForm] string? patient, [FromForm] string? uid, HttpContext http, GatewayNode node, LoadedConfiguration configuration)
    {
        var filter = new StudyFilter { AccessionNumber = Given(accession), PatientId = Given(patient), StudyInstanceUid = Given(uid), Limit = 200 };
        if ((filter.AccessionNumber ?? filter.PatientId ?? filter.StudyInstanceUid) is null)
            return Pages.Go(http, "/studies", new Notice("Give one of the three values to search for.", "warn"));
        await node.Records.Audit.AppendAsync(ApiUser.Of(http).Actor, "studies.searched", null, null, null, http.RequestAborted);
        var found = await node.Records.Studies.ListAsync(filter, http.RequestAborted);
        return await Pages.ShowAsync<StudiesPage, StudiesModel>(http, new StudiesModel(found, "", "", Projects(configuration), null, true));
    }

    private static async Task<IResult> Export(string? state, string? project, HttpContext http, GatewayNode node)
    {
        var filter = Filter(state, project) with { Limit = ExportPageSize };
        await node.Records.Audit.AppendAsync(ApiUser.Of(http).Actor, "studies.exported", filter.Project, null, null, http.RequestAborted);
        return Results.Stream(
            target => StudiesCsv.WriteAsync(target, before => node.Records.Studies.ListAsync(filter with { BeforeStudyId = before }, http.RequestAborted), http.RequestAborted),
            "text/csv; charset=utf-8",
            "studies.csv");
    }

    private static async Task<IResult> ShowAsync(long id, HttpContext http, GatewayNode node, HoldDecisions decisions)
    {
        var (records, cancellationToken) = (node.Records, http.RequestAborted);
        if (await records.Studies.FindAsync(id, cancellationToken) is not { } study)
            throw new ApiException(StatusCodes.Status404NotFound, $"There is no study {id}.", "Look for it in the list of studies.");
        return await Pages.ShowAsync<StudyPage, StudyModel>(http, new StudyModel(
            study,
            await records.Audit.ListAsync(id, cancellationToken),
            await records.Studies.GetFindingsAsync(id, null, cancellationToken),
            await records.Holds.ListAsync(id, cancellationToken),
            await records.Deliveries.ListAsync(id, cancellationToken),
            hold => decisions.FindBarring(ApiUser.Of(http), hold)));
    }

    private static StudyFilter Filter(string? state, string? project) => new()
    {
        State = Enum.TryParse<StudyState>(state, ignoreCase: true, out var wanted) ? wanted : null,
        Project = Given(project),
    };

    private static List<string> Projects(LoadedConfiguration configuration) => [.. configuration.Values.Projects.Select(project => project.Name)];

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
