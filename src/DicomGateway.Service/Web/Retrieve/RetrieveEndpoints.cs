using DicomGateway.Service.Api;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Hosting;
using DicomGateway.Service.Web.Shared;
using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Jobs.Cohorts.Notation;
using DicomGateway.Transfer.Jobs.Cohorts.Reporting;
using Microsoft.AspNetCore.Mvc;

namespace DicomGateway.Service.Web.Retrieve;

/// <summary>Searches: the form, the preview with its counts, and freezing.</summary>
internal static class RetrieveEndpoints
{
    public static void MapRetrievePages(this IEndpointRouteBuilder console)
    {
        console.MapGet("/retrieve", (HttpContext http, GatewayNode node) => ShowAsync(http, node, new CriteriaForm()));
        console.MapPost("/retrieve/previews", BeginAsync).DisableAntiforgery().AllowUpload(CohortPreparation.MaximumUpload);
        console.MapGet("/retrieve/previews/{id:long}", ShowPreviewAsync);
        console.MapPost("/retrieve/previews/{id:long}/freeze", FreezeAsync).DisableAntiforgery();
        console.MapPost("/retrieve/previews/{id:long}/cancel", async (long id, HttpContext http, GatewayNode node) =>
            Pages.Go(http, $"/retrieve/previews/{id}", await node.Cohorts.CancelAsync(id) ? new Notice("The search was stopped.") : new Notice("The search had ended already.", "warn")))
            .DisableAntiforgery();
        console.MapJobPages();
    }

    private static async Task<IResult> ShowAsync(HttpContext http, GatewayNode node, CriteriaForm form, Notice? notice = null)
    {
        var (records, cancellationToken) = (node.Records, http.RequestAborted);
        var model = new RetrieveModel(
            await records.Cohorts.ListAsync(cancellationToken),
            await records.Jobs.ListAsync(null, 50, cancellationToken),
            [.. node.Pacs.List().Select(pacs => pacs.Name)],
            form);
        return await Pages.ShowAsync<RetrievePage, RetrieveModel>(http, model, notice is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, notice);
    }

    private static async Task<IResult> BeginAsync([FromForm] IFormCollection fields, HttpContext http, GatewayNode node)
    {
        var form = CriteriaFields.Read(fields);
        var list = await CriteriaFields.ReadListAsync(fields, http.RequestAborted);
        try
        {
            var id = await node.Cohorts.PreviewAsync(CriteriaFields.ToCriteria(form, list), list, ApiUser.Of(http).Actor, fields["wait"] == "yes", http.RequestAborted);
            return Pages.Go(http, $"/retrieve/previews/{id}");
        }
        catch (CriteriaException e)
        {
            return await ShowAsync(http, node, form, new Notice("The search was not started.", "bad", [.. e.Errors.Select(error => $"{error.What} {error.Remedy}")]));
        }
        catch (CohortException e)
        {
            return await ShowAsync(http, node, form, new Notice($"{e.Message} {e.Remedy}", "bad"));
        }
    }

    private static async Task<IResult> ShowPreviewAsync(long id, HttpContext http, GatewayNode node, LoadedConfiguration configuration)
    {
        if (await node.Records.Cohorts.FindPreviewAsync(id, http.RequestAborted) is null)
            throw new ApiException(StatusCodes.Status404NotFound, $"There is no preview {id}.", "See the list of cohorts.");
        return await Pages.ShowAsync<PreviewPage, PreviewModel>(http, new PreviewModel(
            await new AttritionReports(node.Records.Cohorts).CreateAsync(id, http.RequestAborted),
            [.. configuration.Values.Projects.Select(project => project.Name)],
            [.. node.Pacs.List().Select(pacs => pacs.Name)],
            node.Cohorts.FindWaiting(id)));
    }

    private static async Task<IResult> FreezeAsync(long id, [FromForm] string? why, [FromForm] string? accept, HttpContext http, GatewayNode node)
    {
        try
        {
            var frozen = await node.Cohorts.FreezeAsync(id, ApiUser.Of(http).Actor, why ?? "", accept == "yes", http.RequestAborted);
            return Pages.Go(http, $"/retrieve/previews/{id}", new Notice($"Version {frozen.Version} is frozen."));
        }
        catch (CohortException e)
        {
            return Pages.Go(http, $"/retrieve/previews/{id}", new Notice($"{e.Message} {e.Remedy}", "bad"));
        }
    }
}
