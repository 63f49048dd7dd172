using System.CommandLine;
using System.Text.Json.Nodes;
using DicomGateway.Service.Control;

namespace DicomGateway.Service.Commands.Studies;

/// <summary>`projects export`: what the service knows of projects and destinations, as it stands in the configuration. Nodes have an export of their own.</summary>
internal static class ProjectsCommand
{
    public static Command Create() => new("projects", "Projects and destinations.") { Export() };

    private static Command Export()
    {
        var data = SharedOptions.Data();
        var command = new Command("export", "Write projects and destinations as the running service has them, in the form of the configuration file.") { data };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var result = new JsonObject();
            foreach (var kind in new[] { "project", "destination" })
            {
                var entries = await client.GetAsync<Dictionary<string, string>>($"configuration/{kind}", cancellationToken);
                result[kind + "s"] = new JsonArray([.. entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => JsonNode.Parse(e.Value))]);
            }

            CommandOutput.Json(result);
            return ExitCode.Done;
        });
        return command;
    }
}
