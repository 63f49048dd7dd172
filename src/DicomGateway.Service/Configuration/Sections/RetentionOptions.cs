using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections;

internal sealed record RetentionOptions
{
    [Description("Originals, counted from the day when every destination has confirmed the study.")]
    [Lasts("0s", "3650d")]
    public TimeSpan Originals { get; init; } = TimeSpan.FromDays(7);

    [Description("Studies on hold, counted from the last decision or arrival.")]
    [Lasts("0s", "3650d")]
    public TimeSpan Held { get; init; } = TimeSpan.FromDays(90);

    [Description("Studies that a person has rejected.")]
    [Lasts("0s", "3650d")]
    public TimeSpan Rejected { get; init; } = TimeSpan.FromDays(30);

    [Description("De-identified copies, counted from the day when every destination has confirmed them.")]
    [Lasts("0s", "3650d")]
    public TimeSpan Deidentified { get; init; } = TimeSpan.FromDays(1);
}
