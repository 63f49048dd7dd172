using System.CommandLine;
using System.Globalization;
using DicomGateway.Service.Alerts;
using DicomGateway.Service.Control;

namespace DicomGateway.Service.Commands.Alerts;

/// <summary>`alerts list|test`: what is wrong with the node, and whether anybody is told.</summary>
internal static class AlertsCommand
{
    public static Command Create() => new("alerts", "What is wrong with the node, what was told of it, and the channels.") { List(), Test() };

    private static Command List()
    {
        var limit = new Option<int>("--limit") { Description = "At most so many messages.", DefaultValueFactory = _ => 20 };
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();
        var command = new Command("list", "List what is wrong now, the last messages, and how the channels do.") { limit, data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var path = string.Create(CultureInfo.InvariantCulture, $"alerts?limit={parse.GetValue(limit)}");
            var overview = await client.GetAsync<AlertOverview>(path, cancellationToken);
            if (parse.GetValue(json))
                CommandOutput.Json(overview);
            else
                Write(overview);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Test()
    {
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();
        var command = new Command("test", "Send a test message by every channel, once.") { data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var results = await client.SendAsync<List<AlertTestView>>(HttpMethod.Post, "alerts/test", null, cancellationToken);
            if (parse.GetValue(json))
                CommandOutput.Json(results);
            else
                CommandOutput.Table(["CHANNEL", "TAKEN", "WHY NOT"], [.. results.Select(result => new[] { result.Channel, result.IsTaken ? "yes" : "no", result.Problem ?? "" })]);
            return results.TrueForAll(result => result.IsTaken) ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static void Write(AlertOverview overview)
    {
        if (overview.Open.Count == 0)
            Console.Out.WriteLine("Nothing is wrong.");
        foreach (var alert in overview.Open)
        {
            Console.Out.WriteLine($"{alert.Kind}  since {CommandOutput.Time(alert.Since)}{(alert.IsTold ? "" : "  (not told yet)")}");
            Console.Out.WriteLine("    " + alert.Text);
        }

        Console.Out.WriteLine();
        CommandOutput.Table(
            ["MESSAGE", "AT", "KIND", "TITLE"],
            [.. overview.Messages.Select(message => new[] { message.Id.ToString(CultureInfo.InvariantCulture), CommandOutput.Time(message.At), message.Kind, message.Title })]);
        Console.Out.WriteLine();
        if (overview.Channels.Count == 0)
            Console.Out.WriteLine("Nobody is told: the configuration has neither alerts.mail nor alerts.webhooks.");
        foreach (var channel in overview.Channels)
            Console.Out.WriteLine($"{channel.Name}: {channel.Problem ?? "works"}{(channel.Waiting > 0 ? string.Create(CultureInfo.InvariantCulture, $" {channel.Waiting} message(s) wait.") : "")}");
    }
}
