using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections.Pacs;

internal sealed record PacsWindowOptions
{
    [Description("Days on which it begins: Monday to Sunday.")]
    [NotEmpty]
    public required IReadOnlyList<DayOfWeek> Days { get; init; }

    [Description("When it begins, for example 19:30.")]
    [ClockTime]
    public required string From { get; init; }

    [Description("When it ends; a time before From is on the next day, the same time makes the whole day.")]
    [ClockTime]
    public required string To { get; init; }
}
