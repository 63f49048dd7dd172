using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Jobs.Cohorts.Notation;
using DicomGateway.Transfer.Jobs.Cohorts.Reporting;

namespace DicomGateway.Service.Api;

/// <summary>Cohorts: criteria in, preview, frozen version, reports out. What identifies leaves in exports only, and only for administrators.</summary>
internal static class CohortEndpoints
{
    private const long LargestVersion = 1L << 30;

    public static void MapCohorts(this IEndpointRouteBuilder api)
    {
        var cohorts = api.MapGroup("cohorts").AddEndpointFilter(ExplainAsync);
        cohorts.MapGet("", async (GatewayNode node, CancellationToken cancellationToken) =>
            (await node.Records.Cohorts.ListAsync(cancellationToken)).Select(CohortView.Of));
        cohorts.MapPost("check", (CohortUpload upload, GatewayNode node) =>
            new CriteriaChecked(node.Cohorts.Check(upload.Criteria, upload.List))).AllowUpload(CohortPreparation.MaximumUpload);
        cohorts.MapPost("previews", async (CohortUpload upload, ApiUser user, GatewayNode node, CancellationToken cancellationToken) =>
            new PreviewStarted(await node.Cohorts.PreviewAsync(upload.Criteria, upload.List, user.Actor, upload.Wait, cancellationToken))).AllowUpload(CohortPreparation.MaximumUpload);
        MapPreviews(cohorts.MapGroup("previews/{id:long}"));
        cohorts.MapPost("verify", (HttpContext http, GatewayNode node, CancellationToken cancellationToken) =>
            node.Cohorts.VerifyAsync(http.Request.Body, cancellationToken)).AllowUpload(LargestVersion);
        cohorts.MapGet("{name}", async (string name, GatewayNode node, CancellationToken cancellationToken) =>
            await node.Records.Cohorts.ListPreviewsAsync(name, cancellationToken) is { Count: > 0 } previews
                ? Results.Ok(previews.Select(preview => CohortPreviewView.Of(preview, node.Cohorts.FindWaiting(preview.Id))))
                : ApiProblem.NotFound("There is no such cohort.", "See `cohort list`."));
        cohorts.MapGet("{name}/diff", (string name, int from, int to, GatewayNode node, CancellationToken cancellationToken) =>
            node.Cohorts.CompareAsync(name, from, to, cancellationToken));
        cohorts.MapPost("{name}/versions/{version:int}/repeat", async (string name, int version, RepeatRequest request, ApiUser user, GatewayNode node, CancellationToken cancellationToken) =>
            new PreviewStarted(await node.Cohorts.RepeatAsync(name, version, user.Actor, request.Wait, cancellationToken)));
        cohorts.MapGet("{name}/versions/{version:int}/export", ExportAsync).ForAdministrators();
    }

    private static void MapPreviews(RouteGroupBuilder preview)
    {
        preview.MapGet("", async (long id, GatewayNode node, CancellationToken cancellationToken) =>
            await node.Records.Cohorts.FindPreviewAsync(id, cancellationToken) is { } found
                ? Results.Ok(CohortPreviewView.Of(found, node.Cohorts.FindWaiting(id)))
                : ApiProblem.NotFound($"There is no preview {id}.", "See `cohort show`."));
        preview.MapPost("cancel", async (long id, GatewayNode node) => await node.Cohorts.CancelAsync(id)
            ? Results.Ok(new PreviewStarted(id))
            : ApiProblem.Refuse(StatusCodes.Status409Conflict, $"Preview {id} does not run.", "See `cohort show`."));
        preview.MapPost("freeze", async (long id, FreezeRequest request, ApiUser user, GatewayNode node, CancellationToken cancellationToken) =>
            CohortPreviewView.Of(await node.Cohorts.FreezeAsync(id, user.Actor, request.Why, request.AcceptsDeviations, cancellationToken)));
        preview.MapGet("rows", async (long id, GatewayNode node, CancellationToken cancellationToken) => await node.Records.Cohorts.ReadListAsync(id, cancellationToken));
        preview.MapGet("attrition", (long id, GatewayNode node, CancellationToken cancellationToken) => Reports(node).CreateAsync(id, cancellationToken));
        preview.MapGet("attrition.html", async (long id, HttpContext http, GatewayNode node, CancellationToken cancellationToken) =>
        {
            var report = await Reports(node).CreateAsync(id, cancellationToken);
            http.Response.ContentType = "text/html; charset=utf-8";
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"{report.Preview.Cohort}-attrition.html\"";
            await using var writer = new StreamWriter(http.Response.Body);
            await Reports(node).WritePageAsync(id, writer, cancellationToken);
        });
        preview.MapGet("attrition.csv", async (long id, HttpContext http, GatewayNode node, CancellationToken cancellationToken) =>
        {
            var report = await Reports(node).CreateAsync(id, cancellationToken);
            http.Response.ContentType = "text/csv; charset=utf-8";
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"{report.Preview.Cohort}-attrition.csv\"";
            await using var writer = new StreamWriter(http.Response.Body);
            await Reports(node).WriteTableAsync(id, writer, cancellationToken);
        });
    }

    private static AttritionReports Reports(GatewayNode node) => new(node.Records.Cohorts);

    private static async Task ExportAsync(string name, int version, ApiUser user, HttpContext http, GatewayNode node, CancellationToken cancellationToken)
    {
        http.Response.ContentType = "application/jsonl; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}-v{version}.jsonl\"";
        await node.Cohorts.ExportAsync(name, version, user.Actor, http.Response.Body, cancellationToken);
    }

    private static async ValueTask<object?> ExplainAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (CriteriaException e)
        {
            return ApiProblem.Refuse(
                StatusCodes.Status422UnprocessableEntity, "The criteria are wrong.", "Correct what is named and try again.",
                [.. e.Errors.Select(error => new ApiError(Place(error), error.What, error.Remedy))]);
        }
        catch (CohortException e)
        {
            return ApiProblem.Refuse(e.IsMissing ? StatusCodes.Status404NotFound : StatusCodes.Status409Conflict, e.Message, e.Remedy);
        }
    }

    private static string Place(CriteriaError error) => error.Column > 0 ? $"{error.File} {error.Line}:{error.Column}" : $"{error.File} {error.Line}";
}
