using System.CommandLine;
using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Service.Configuration;
using DicomGateway.Transfer;

namespace DicomGateway.Service.Commands.Storage;

/// <summary>`keys backup`, `keys list`.</summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", "The keys that pseudonyms and UIDs are made with.") { Backup(), List() };

    private static Command Backup()
    {
        var target = new Argument<string>("FILE") { Description = "The copy; must not exist yet." };
        var config = SharedOptions.Configuration();
        var data = SharedOptions.Data();
        var command = new Command("backup", "Copy the key file (mode 0600). Keep the copy apart from backups of the data: who has both can undo pseudonyms.") { target, config, data };
        command.Runs((parse, _) => Task.FromResult(WithKeys(parse.GetValue(config)!, parse.GetValue(data)!, keys =>
        {
            keys.Backup(Path.GetFullPath(parse.GetValue(target)!));
            Console.Out.WriteLine($"{keys.Projects.Count} key(s) copied.");
        })));
        return command;
    }

    private static Command List()
    {
        var config = SharedOptions.Configuration();
        var data = SharedOptions.Data();
        var command = new Command("list", "List the projects that have a key; keys are never shown.") { config, data };
        command.Runs((parse, _) => Task.FromResult(WithKeys(parse.GetValue(config)!, parse.GetValue(data)!, keys =>
        {
            foreach (var project in keys.Projects)
                Console.Out.WriteLine(project);
        })));
        return command;
    }

    private static int WithKeys(string config, string data, Action<ProjectKeyFile> action)
    {
        try
        {
            action(ProjectKeyFile.Open(ConfigurationLoader.Load(config, data).KeyFile, new DurableOutputFileWriter()));
            return ExitCode.Done;
        }
        catch (ProjectKeyException e)
        {
            throw new CommandException(e.Message, "", ExitCode.Failed);
        }
    }
}
