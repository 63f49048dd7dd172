using System.Globalization;
using DicomGateway.Service.Configuration.Sections;
using DicomGateway.Service.Hosting;
using Serilog;
using Serilog.Core;
using Serilog.Formatting.Json;

namespace DicomGateway.Service.Logs;

/// <summary>Readable lines on the console, JSON in files that roll by size. Neither can hold a data set.</summary>
internal static class LoggingSetup
{
    private const string ConsoleLine = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";

    public static Logger Create(LoggingOptions options, string folder) =>
        Start(options, folder).WriteTo.Console(outputTemplate: ConsoleLine, formatProvider: CultureInfo.InvariantCulture).CreateLogger();

    /// <summary>Without the console, for commands that have something of their own to say there.</summary>
    public static Logger ForFiles(LoggingOptions options, string folder) => Start(options, folder).CreateLogger();

    // Reasons not to start are told in one line by who ran the node; the host's own line would hide them behind a stack.
    private static LoggerConfiguration Start(LoggingOptions options, string folder)
    {
        Directory.CreateDirectory(folder);
        return new LoggerConfiguration()
            .MinimumLevel.Is(options.Level)
            .MinimumLevel.Override("Microsoft", Serilog.Events.LogEventLevel.Warning)
            .MinimumLevel.Override("System", Serilog.Events.LogEventLevel.Warning)
            .Filter.ByExcluding(line => line.Exception is { } cause && StartFailure.Explain(cause) is not null)
            .Destructure.With<DataSetPolicy>()
            .Enrich.With<ValuePolicy>()
            .WriteTo.File(
                new JsonFormatter(renderMessage: true),
                Path.Combine(folder, "gateway-.json"),
                rollingInterval: RollingInterval.Day,
                rollOnFileSizeLimit: true,
                fileSizeLimitBytes: options.FileMegabytes * 1048576L,
                retainedFileCountLimit: options.Files);
    }
}
