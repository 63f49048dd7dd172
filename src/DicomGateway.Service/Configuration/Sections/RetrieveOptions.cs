using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections;

internal sealed record RetrieveOptions
{
    [Description("AE titles of the node that PACS send retrieved studies to and that belong to no project; what comes goes to the projects that asked for it, and what nobody asked for is held.")]
    [AeTitle]
    public IReadOnlyList<string> AeTitles { get; init; } = [];

    [Description("Free space in megabytes below which nothing is fetched; more than storage.watermarkMegabytes, so that pulls pause before pushes are refused. 0 for one and a half times that.")]
    [Between(0, 100000000)]
    public int WatermarkMegabytes { get; init; }

    [Description("A retrieval by which nothing comes for this long is given up and asked for again.")]
    [Lasts("10s", "1d")]
    public TimeSpan Stall { get; init; } = TimeSpan.FromMinutes(5);

    [Description("How long instances may still come after the PACS has said that it is done.")]
    [Lasts("1s", "1h")]
    public TimeSpan LateTime { get; init; } = TimeSpan.FromSeconds(10);

    [Description("Times that a PACS is asked for what is missing without anything new coming before that counts as a gap.")]
    [Between(1, 100)]
    public int Rounds { get; init; } = 4;
}
