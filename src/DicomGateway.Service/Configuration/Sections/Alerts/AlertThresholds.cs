using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections.Alerts;

internal sealed record AlertThresholds
{
    [Description("Free megabytes of the data folder's disk below which an alert is raised; without it, twice storage.watermarkMegabytes.")]
    [Between(1, 100_000_000)]
    public int? DiskFreeMegabytes { get; init; }

    [Description("Days before a certificate expires at which it is told, and told again.")]
    [Between(0, 3650)]
    public IReadOnlyList<int> CertificateDays { get; init; } = [30, 14, 7, 1];

    [Description("A running job without any progress for so long is stuck.")]
    [Lasts("5m", "30d")]
    public TimeSpan JobStuckAfter { get; init; } = TimeSpan.FromHours(6);

    [Description("An alert is raised when the last backup by `backup` is older; without it, never.")]
    [Lasts("1h", "365d")]
    public TimeSpan? BackupWithin { get; init; }
}
