using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections;

internal sealed record StorageOptions
{
    [Description("Free space in megabytes below which C-STORE is answered with A700 (out of resources).")]
    [Between(16, 100000000)]
    public int WatermarkMegabytes { get; init; } = 2048;
}
