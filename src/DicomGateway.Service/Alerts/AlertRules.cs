using DicomGateway.Service.Configuration.Sections.Alerts;

namespace DicomGateway.Service.Alerts;

/// <summary>When something is told.</summary>
/// <param name="Interval">At most one message of a kind in this time, besides the one that all is well again.</param>
/// <param name="Reminder">What lasts is told again after this time.</param>
/// <param name="Settle">How long something must last, or be over, before it is told.</param>
internal sealed record AlertRules(TimeSpan Interval, TimeSpan Reminder, TimeSpan Settle)
{
    public static AlertRules From(AlertsOptions options) => new(options.Interval, options.Reminder, options.Settle);
}
