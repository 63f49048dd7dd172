using System.Globalization;
using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Records.Alerts;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Service.Alerts.Looking;

/// <summary>The disk of the data folder: nearly full, full, or failing.</summary>
internal sealed class DiskSource(GatewayNode node, long leastFreeBytes) : IAlertSource
{
    public AlertKind Kind => AlertKind.Disk;

    public ValueTask<AlertLook> LookAsync(CancellationToken cancellationToken) => ValueTask.FromResult(AlertLook.Of(See(node.Storage.Spool.Health, leastFreeBytes)));

    internal static IEnumerable<AlertSighting> See(SpoolHealth health, long leastFreeBytes)
    {
        if (health.Trouble is not (SpoolTrouble.None or SpoolTrouble.Stopping))
            yield return new AlertSighting { Subject = "trouble " + health.Trouble, Text = "No instances are taken. " + health.Text };
        else if (health.FreeBytes < leastFreeBytes)
            yield return new AlertSighting { Subject = "nearly full", Text = NearlyFull(health) };
        if (health.FailedSyncs > 0)
        {
            yield return new AlertSighting
            {
                Subject = "failed syncs",
                Level = health.FailedSyncs,
                Text = string.Create(CultureInfo.InvariantCulture, $"The disk of the data folder has failed {health.FailedSyncs} sync(s) since the start. Look after the device, even if it works again."),
            };
        }
    }

    private static string NearlyFull(SpoolHealth health) => string.Create(
        CultureInfo.InvariantCulture,
        $"The disk of the data folder has {health.FreeBytes >> 20} MiB free. Below the watermark no instances are taken: make room, or shorten the times of `retention`.");
}
