using DicomGateway.Service.Api;
using DicomGateway.Service.Web.Accounts;
using DicomGateway.Service.Web.Alerts;
using DicomGateway.Service.Web.Held;
using DicomGateway.Service.Web.Nodes;
using DicomGateway.Service.Web.Overview;
using DicomGateway.Service.Web.Retrieve;
using DicomGateway.Service.Web.Shared;
using DicomGateway.Service.Web.SignIn;
using DicomGateway.Service.Web.Studies;

namespace DicomGateway.Service.Web;

/// <summary>The console: one folder a page. Whoever is signed in sees every page that does not ask for an administrator.</summary>
internal static class ConsoleEndpoints
{
    public static void MapConsole(this IEndpointRouteBuilder app)
    {
        var console = app.MapGroup("").WithMetadata(new Access(Door.Console, ApiRole.ResearchOperator));
        console.MapSignInPages();
        console.MapLiveEvents();
        console.MapOverviewPage();
        console.MapRetrievePages();
        console.MapStudiesPages();
        console.MapHeldPage();
        console.MapNodesPage();
        console.MapAlertsPage();
        console.MapAccountsPage();
    }

    /// <summary>For pages that only administrators see.</summary>
    public static IEndpointRouteBuilder ForAdministratorsOf(this IEndpointRouteBuilder console) =>
        console.MapGroup("").WithMetadata(new Access(Door.Console, ApiRole.Administrator));
}
