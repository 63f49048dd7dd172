using DicomGateway.Service.Api;
using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Records;

namespace DicomGateway.Service.Alerts;

/// <summary>What is wrong, what was told of it, and a test of the channels.</summary>
internal static class AlertEndpoints
{
    private const int MostMessages = 1000;

    public static void MapAlerts(this IEndpointRouteBuilder api)
    {
        api.MapGet("alerts", (int? limit, GatewayNode node, AlertRoom alerts, CancellationToken cancellationToken) =>
            ReadAsync(node.Records, alerts, Math.Clamp(limit ?? 50, 1, MostMessages), cancellationToken));
        api.MapPost("alerts/test", TestAsync).ForAdministrators();
    }

    public static async Task<AlertOverview> ReadAsync(GatewayRecords records, AlertRoom alerts, int limit, CancellationToken cancellationToken)
    {
        var open = await records.Alerts.ListOpenAsync(cancellationToken);
        var messages = await records.Alerts.ListMessagesAsync(limit, cancellationToken);
        var channels = new List<AlertChannelView>();
        foreach (var sender in alerts.Senders)
        {
            var name = sender.Channel.Name;
            var waiting = await records.AlertSendings.CountWaitingAsync(name, cancellationToken);
            channels.Add(new AlertChannelView(name, waiting, await records.AlertSendings.FindLastSentAsync(name, cancellationToken), sender.Problem));
        }

        return new AlertOverview(
            [.. open.Select(alert => new OpenAlertView(alert.Kind.ToString(), alert.Text, alert.Since, alert.ToldLevel is not null))],
            [.. messages.Select(message => new AlertMessageView(message.MessageId, message.Kind.ToString(), message.MadeAt, message.Title, message.IsOver, message.Lines))],
            channels);
    }

    private static async Task<IResult> TestAsync(ApiUser user, GatewayNode node, AlertRoom alerts, CancellationToken cancellationToken)
    {
        if (alerts.Senders.Count == 0)
            return ApiProblem.Refuse(StatusCodes.Status409Conflict, "There is no channel that alerts could go by.", "Give alerts.mail or alerts.webhooks in the configuration.");
        await node.Records.Audit.AppendAsync(user.Actor, "alert.tested", null, null, null, cancellationToken);
        var results = await alerts.TestAsync(cancellationToken);
        return Results.Ok(results.Select(result => new AlertTestView(result.Channel, result.Problem is null, result.Problem)));
    }
}
