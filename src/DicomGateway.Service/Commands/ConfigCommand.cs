using System.CommandLine;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.StandIn.Scripting;

namespace DicomGateway.Service.Commands;

/// <summary>`config check`, `config schema`.</summary>
internal static class ConfigCommand
{
    public static Command Create() => new("config", "The configuration file.") { Check(), Schema() };

    private static Command Check()
    {
        var file = SharedOptions.Configuration();
        var data = new Option<string?>("--data") { Description = "The data folder, where the file does not name it.", HelpName = "DIR" };
        var json = SharedOptions.Json();
        var command = new Command("check", "Check the configuration without starting anything; every error is named at once.") { file, data, json };
        command.Runs((parse, _) => Task.FromResult(Run(parse.GetValue(file)!, parse.GetValue(data), parse.GetValue(json))));
        return command;
    }

    private static Command Schema()
    {
        var pacsProfile = new Option<bool>("--pacs-profile") { Description = "That of files in pacs-profiles." };
        var rehearsal = new Option<bool>("--rehearsal") { Description = "That of scripts for `pacs --script`." };
        var command = new Command("schema", "Write the JSON Schema of the configuration.") { pacsProfile, rehearsal };
        command.Runs((parse, _) =>
        {
            Console.Out.Write(parse.GetValue(rehearsal) ? ScriptFile.Schema() : parse.GetValue(pacsProfile) ? ConfigurationSchema.WritePacsProfile() : ConfigurationSchema.Write());
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static int Run(string file, string? data, bool json)
    {
        if (!json)
        {
            var loaded = ConfigurationLoader.Load(file, data);
            Console.Out.WriteLine($"{loaded.File}: no errors.");
            foreach (var warning in loaded.Warnings)
                Console.Error.WriteLine("WARNING: " + warning);
            return ExitCode.Done;
        }

        try
        {
            ConfigurationLoader.Load(file, data);
            CommandOutput.Json(Array.Empty<ConfigurationError>());
            return ExitCode.Done;
        }
        catch (ConfigurationException e)
        {
            CommandOutput.Json(e.Errors);
            return ExitCode.Usage;
        }
    }
}
