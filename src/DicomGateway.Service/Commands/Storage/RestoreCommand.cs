using System.CommandLine;
using System.Globalization;
using DicomGateway.Transfer.Records.Maintenance;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Service.Commands.Storage;

/// <summary>`restore FOLDER`: into an empty data folder.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "The backup." };
        var data = SharedOptions.Data();
        var command = new Command("restore", "Put a backup into an empty data folder; every byte is checked. The service must not run.") { folder, data };
        command.Runs((parse, cancellationToken) => Task.Run(() => Run(Path.GetFullPath(parse.GetValue(folder)!), parse.GetValue(data)!, cancellationToken), cancellationToken));
        return command;
    }

    private static int Run(string backup, string data, CancellationToken cancellationToken)
    {
        try
        {
            var result = StorageRestore.Run(backup, data, cancellationToken);
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Files} files, {result.Bytes / 1048576.0:F1} MiB. Put the key file back too, then run `check`."));
            return ExitCode.Done;
        }
        catch (Exception e) when (e is BackupException or DataFolderException)
        {
            throw new CommandException(e.Message, "", ExitCode.Failed);
        }
    }
}
