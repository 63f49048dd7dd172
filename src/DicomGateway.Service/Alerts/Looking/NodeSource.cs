using System.Globalization;
using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts.Looking;

/// <summary>That the node was started again, and whether the process before it had stopped as it should.</summary>
internal sealed class NodeSource(GatewayNode node) : IAlertSource
{
    public AlertKind Kind => AlertKind.Node;

    public async ValueTask<AlertLook> LookAsync(CancellationToken cancellationToken)
    {
        if (await node.Records.AlertFacts.FindStartAsync(cancellationToken) is not { IsRestart: true } start)
            return AlertLook.Of([]);
        var subject = string.Create(CultureInfo.InvariantCulture, $"start {start.Sequence}");
        if (await node.Records.Alerts.IsKnownAsync(Kind, subject, cancellationToken))
            return AlertLook.Of([]);
        return AlertLook.Of([new AlertSighting { Subject = subject, Text = Describe(start), IsEvent = true, Since = start.At }]);
    }

    private static string Describe(ServiceStart start)
    {
        var sign = start.LastSign is { } last ? AlertTimes.Show(last) : "unknown";
        return start.WasStopped
            ? $"The node was started again. It had been stopped in order at {sign}."
            : $"The node was started again after an end that was not in order. The process before it was killed, crashed or lost power; its last sign is of {sign}. "
                + "Nothing that was acknowledged is lost. The log and the machine's own journal may tell the cause.";
    }
}
