using System.CommandLine;
using DicomGateway.Service.Control;
using DicomGateway.Transfer.Forwarding;

namespace DicomGateway.Service.Commands.Peers;

/// <summary>`destination echo`: whether a destination could take something now.</summary>
internal static class DestinationCommand
{
    public static Command Create() => new("destination", "Where de-identified studies go.") { Echo() };

    private static Command Echo()
    {
        var name = new Argument<string>("NAME") { Description = "The destination, as the configuration names it." };
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();
        var command = new Command(
            "echo",
            "Ask a destination, from the running service, whether it could take something: C-ECHO of an archive, OPTIONS or a query of a STOW-RS server, a small file written and removed in a folder. Nothing of a study is sent.")
        {
            name, data, json,
        };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var echo = await client.PostAsync<DestinationEcho>($"destinations/{Uri.EscapeDataString(parse.GetValue(name)!)}/echo", new { }, cancellationToken);
            if (parse.GetValue(json))
                CommandOutput.Json(echo);
            else
                Console.Out.WriteLine($"{parse.GetValue(name)}: {echo.Text}{(echo.Remedy is { } remedy ? " " + remedy : "")}");
            return echo.IsAlive ? ExitCode.Done : ExitCode.Unreachable;
        });
        return command;
    }
}
