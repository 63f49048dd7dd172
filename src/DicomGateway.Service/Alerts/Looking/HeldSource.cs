using System.Globalization;
using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts.Looking;

/// <summary>Studies that wait for a person, by project and reason. Every new one is news.</summary>
internal sealed class HeldSource(GatewayNode node) : IAlertSource
{
    public AlertKind Kind => AlertKind.Held;

    public async ValueTask<AlertLook> LookAsync(CancellationToken cancellationToken) =>
        AlertLook.Of((await node.Records.AlertFacts.CountHeldAsync(cancellationToken)).Select(See));

    private static AlertSighting See(HeldCount held) => new()
    {
        Subject = $"{held.Project} {held.Reason}",
        Level = held.LatestHold,
        Since = held.Since,
        Text = string.Create(CultureInfo.InvariantCulture, $"Project {held.Project}: {held.Studies} study(s) held for {held.Reason}. Look with `dicom-gateway hold list`, then release or reject."),
    };
}
