using System.CommandLine;
using System.Globalization;
using DicomGateway.Service.Control;
using DicomGateway.Transfer.Records.Maintenance;

namespace DicomGateway.Service.Commands.Storage;

/// <summary>`backup FOLDER`: while the service runs.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "A new folder; the service's user writes it." };
        var data = SharedOptions.Data();
        var command = new Command("backup", "Copy database, spool and sealed studies while the service goes on. Keys are backed up apart, by `keys backup`.") { folder, data };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var result = await client.PostAsync<BackupResult>("backup", new BackupRequest(Path.GetFullPath(parse.GetValue(folder)!)), cancellationToken);
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Files} files, {result.Bytes / 1048576.0:F1} MiB"));
            return ExitCode.Done;
        });
        return command;
    }
}
