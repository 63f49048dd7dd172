using System.ComponentModel;
using DicomGateway.Service.Configuration.Checks;
using Serilog.Events;

namespace DicomGateway.Service.Configuration.Sections;

internal sealed record LoggingOptions
{
    [Description("Least severe level that is written.")]
    public LogEventLevel Level { get; init; } = LogEventLevel.Information;

    [Description("Folder of the JSON log files; without it, logs/ in the data folder.")]
    public string? Folder { get; init; }

    [Description("Size in megabytes at which a log file is closed and the next one begun.")]
    [Between(1, 10240)]
    public int FileMegabytes { get; init; } = 50;

    [Description("Number of log files that are kept.")]
    [Between(1, 1000)]
    public int Files { get; init; } = 20;
}
