using System.CommandLine;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Hosting;
using DicomGateway.Service.Logs;

namespace DicomGateway.Service.Commands;

/// <summary>`serve --config FILE --data DIR`: the node itself.</summary>
internal static class ServeCommand
{
    private static readonly string WarningLine = new('#', 76);

    public static Command Create()
    {
        var config = SharedOptions.Configuration();
        var data = new Option<string?>("--data") { Description = "The data folder; takes precedence over the file.", HelpName = "DIR" };
        var command = new Command("serve", "Run the node until it is told to stop.") { config, data };
        command.Runs((parse, cancellationToken) => RunAsync(ConfigurationLoader.Load(parse.GetValue(config)!, parse.GetValue(data)), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(LoadedConfiguration configuration, CancellationToken cancellationToken)
    {
        ProcessProtection.Apply();
        Directory.CreateDirectory(configuration.DataFolder);
        foreach (var warning in configuration.Warnings)
            await Console.Error.WriteLineAsync($"{WarningLine}\nWARNING: {warning}\n{WarningLine}");
        await using var app = GatewayHost.Build(configuration);
        try
        {
            var node = app.Services.GetRequiredService<GatewayNode>();
            await app.RunAsync(cancellationToken);
            return node.Failure is not { } failure
                ? ExitCode.Done
                : throw new CommandException(failure, "Start the service again: nothing acknowledged is lost. If this comes back, the disk is failing.", ExitCode.Failed);
        }
        catch (Exception e) when (StartFailure.Explain(e) is { } explained)
        {
            using var log = LoggingSetup.ForFiles(configuration.Values.Logging, configuration.LogFolder);
            log.Fatal("The node did not start: {Why}", explained);
            throw new CommandException(explained, "The node did not start; nothing was received.", ExitCode.Failed);
        }
    }
}
