using DicomGateway.Service.Api;
using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Assembly;
using DicomGateway.Transfer.Records.Merges;

namespace DicomGateway.Service.Control;

/// <summary>Patients who are one person. They travel in bodies: an address may end in a log.</summary>
internal static class PatientEndpoints
{
    public static void MapPatients(this IEndpointRouteBuilder api)
    {
        var control = api.MapGroup("").ForAdministrators();
        control.MapGet("patients/merges", async (string? project, ApiUser user, GatewayNode node, CancellationToken cancellationToken) =>
            (await node.Records.Merges.ListAsync(string.IsNullOrEmpty(project) ? null : project, user.Actor, cancellationToken)).Select(ControlViews.Of));
        control.MapPost("patients/merge", (PatientsRequest request, ApiUser user, GatewayNode node, CancellationToken cancellationToken) =>
            RefusedAsync(() => node.Patients.MergeAsync(request.Project, request.Lines, user.Actor, request.Why, cancellationToken)));
        control.MapPost("patients/unmerge", (PatientsRequest request, ApiUser user, GatewayNode node, CancellationToken cancellationToken) =>
            RefusedAsync(() => node.Patients.UnmergeAsync(request.Project, request.Lines, user.Actor, request.Why, cancellationToken)));
        control.MapGet("patients/forwarded", (string project, GatewayNode node, CancellationToken cancellationToken) =>
            RefusedAsync(async () => (await node.Patients.ListDifferingAsync(project, cancellationToken)).Select(ControlViews.Of)));
        control.MapGet("studies/{id:long}/patients", ShowAsync);
    }

    private static async Task<IResult> ShowAsync(long id, ApiUser user, GatewayNode node, CancellationToken cancellationToken)
    {
        if (await node.Records.Studies.FindAsync(id, cancellationToken) is null)
            return ApiProblem.NotFound($"There is no study {id}.", "See `studies`.");
        IReadOnlyList<ShownPatient> patients = await node.StudyPatients.ShowAsync(id, user.Actor, cancellationToken);
        return patients.Count > 0
            ? Results.Ok(patients)
            : ApiProblem.Refuse(StatusCodes.Status409Conflict, $"No original of study {id} is kept.", "Retention has taken them; `retention` in the configuration says when.");
    }

    private static async Task<IResult> RefusedAsync<T>(Func<Task<T>> change)
    {
        try
        {
            return Results.Ok(await change());
        }
        catch (MergeException e)
        {
            return ApiProblem.Refuse(StatusCodes.Status409Conflict, e.Message, e.Remedy);
        }
    }
}
