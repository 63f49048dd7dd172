using DicomGateway.Service.Alerts;
using DicomGateway.Service.Api;
using DicomGateway.Service.Hosting;
using DicomGateway.Service.Web.Shared;

namespace DicomGateway.Service.Web.Alerts;

/// <summary>What is wrong, what was told, and a test of the ways to tell people.</summary>
internal static class AlertsEndpoints
{
    public static void MapAlertsPage(this IEndpointRouteBuilder console)
    {
        console.MapGet("/alerts", ShowAsync);
        console.ForAdministratorsOf().MapPost("/alerts/test", TestAsync).DisableAntiforgery();
    }

    private static async Task<IResult> ShowAsync(HttpContext http, GatewayNode node, AlertRoom alerts)
    {
        var overview = await AlertEndpoints.ReadAsync(node.Records, alerts, 100, http.RequestAborted);
        return await Pages.ShowAsync<AlertsPage, AlertsModel>(http, new AlertsModel(
            [.. overview.Open.Select(alert => new OpenAlert(alert.Kind, alert.Text, alert.Since, alert.IsTold))],
            [.. overview.Messages.Select(message => new ToldAlert(message.At, message.Kind, message.Title, message.IsOver, [.. message.Lines.Select(line => line.Text)]))],
            [.. overview.Channels.Select(channel => new AlertWay(channel.Name, channel.Waiting, channel.LastTaken, channel.Problem))]));
    }

    private static async Task<IResult> TestAsync(HttpContext http, GatewayNode node, AlertRoom alerts)
    {
        await node.Records.Audit.AppendAsync(ApiUser.Of(http).Actor, "alert.tested", null, null, null, http.RequestAborted);
        var tries = await alerts.TestAsync(http.RequestAborted);
        return Pages.Go(http, "/alerts", new Notice(
            string.Join("; ", tries.Select(one => $"{one.Channel}: {one.Problem ?? "taken"}")), tries.All(one => one.Problem is null) ? "good" : "bad"));
    }
}
