using System.CommandLine;
using System.Globalization;
using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Hosting;
using DicomGateway.Transfer;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Maintenance;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Service.Commands.Storage;

/// <summary>`rebuild`: a new database from the spool, when the old one is lost or damaged.</summary>
internal static class RebuildCommand
{
    public static Command Create()
    {
        var config = SharedOptions.Configuration();
        var data = SharedOptions.Data();
        var command = new Command("rebuild", "Make a new database from the spool when the old one is lost and there is no backup. Every study is then held for a person; the old files are kept.") { config, data };
        command.Runs(async (parse, cancellationToken) => await RunAsync(ConfigurationLoader.Load(parse.GetValue(config)!, parse.GetValue(data)), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(LoadedConfiguration configuration, CancellationToken cancellationToken)
    {
        try
        {
            var key = RecordsKey.Open(ProjectKeyFile.Open(configuration.KeyFile, new DurableOutputFileWriter()), new DataFolder(configuration.DataFolder));
            var result = await StorageRebuild.RunAsync(configuration.DataFolder, key, TimeProvider.System, cancellationToken);
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Instances} instances in {result.Studies} studies; {result.Torn} torn writes, {result.Unreadable} segments unreadable. All studies are on hold."));
            if (result.OldDatabase is { } old)
                Console.Out.WriteLine($"The old database is kept in {old}.");
            return ExitCode.Done;
        }
        catch (Exception e) when (e is ProjectKeyException or DataFolderException or RecordsException)
        {
            throw new CommandException(e.Message, "", ExitCode.Failed);
        }
    }
}
