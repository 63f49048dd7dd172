using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections;

internal sealed record WorkOptions
{
    [Description("Studies that are de-identified at a time.")]
    [Between(1, 64)]
    public int Studies { get; init; } = 2;

    [Description("How often retention is looked after.")]
    [Lasts("1m", "7d")]
    public TimeSpan RetentionInterval { get; init; } = TimeSpan.FromHours(1);
}
