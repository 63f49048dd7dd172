using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;

namespace DicomGateway.Service.Configuration.Sections.Pacs;

internal sealed record PacsLimitOptions
{
    [Description("Retrievals that may run at a time.")]
    [Between(1, 32)]
    public int Associations { get; init; } = 2;

    [Description("Studies that may be begun in a minute; 0 for as many as come.")]
    [Between(0, 10_000)]
    public int StudiesPerMinute { get; init; }

    [Description("Queries (C-FIND) that may be sent in a minute, evenly spread, by jobs and previews together; 0 for as many as come.")]
    [Between(0, 10_000)]
    public int QueriesPerMinute { get; init; }

    [Description("Bytes that may be received in a minute; 0 for as many as come. A study that has begun is finished.")]
    public long BytesPerMinute { get; init; }

    [Description("When it may be asked, in the time zone of the node; none means always.")]
    public IReadOnlyList<PacsWindowOptions> Windows { get; init; } = [];
}
