using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections.Alerts;

internal sealed record AlertsOptions
{
    [Description("Name of this node in messages; without it, the name of the machine.")]
    public string? NodeName { get; init; }

    [Description("At most one message of each kind in this time, besides the one that all is well again.")]
    [Lasts("1m", "7d")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromHours(1);

    [Description("What lasts is told again after this time.")]
    [Lasts("1h", "30d")]
    public TimeSpan Reminder { get; init; } = TimeSpan.FromDays(1);

    [Description("How long something must last before it is told, and be over before that is told.")]
    [Lasts("0s", "1h")]
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(30);

    [Description("How often the node looks at itself.")]
    [Lasts("1s", "1h")]
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(30);

    [Description("How long alerts that are over and messages that were sent stay on record.")]
    [Lasts("30d", "3650d")]
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(365);

    [Description("Most alerts, and most messages, that stay on record; the oldest go first.")]
    [Between(100, 1_000_000)]
    public int KeepMost { get; init; } = 10_000;

    [Description("From when on something is worth an alert.")]
    public AlertThresholds Thresholds { get; init; } = new();

    [Description("Alerts by mail.")]
    public AlertMailOptions? Mail { get; init; }

    [Description("Alerts by HTTP POST.")]
    public IReadOnlyList<AlertWebhookOptions> Webhooks { get; init; } = [];
}
