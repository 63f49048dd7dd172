using DicomGateway.Service.Admission;
using DicomGateway.Service.Alerts;
using DicomGateway.Service.Control;
using DicomGateway.Service.Jobs;

namespace DicomGateway.Service.Api;

/// <summary>The API: one for commands, which come through the local socket, and for the console's port. A room maps its own endpoints.</summary>
internal static class ApiEndpoints
{
    public const string Root = "/api/v1";

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Root)
            .WithMetadata(new Access(Door.Control | Door.Console, ApiRole.ResearchOperator))
            .AddEndpointFilter(ApiRefusals.ExplainAsync);
        api.MapControl();
        api.MapAccounts();
        api.MapJobs();
        api.MapCohorts();
        api.MapPacs();
        api.MapDestinationEcho();
        api.MapAdmission();
        api.MapAlerts();
    }
}
