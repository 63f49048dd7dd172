using System.CommandLine;
using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Control;
using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Service.Commands.Storage;

/// <summary>`check`: database, spool, sealed studies, ledger, audit and keys; through the service when it runs, else on the folder itself.</summary>
internal static class CheckCommand
{
    /// <summary>A node that has its folder and does not answer is starting or stopping: it takes no longer than this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(250);

    public static Command Create()
    {
        var config = SharedOptions.Configuration();
        var data = SharedOptions.Data();
        var bytes = new Option<bool>("--bytes") { Description = "Also read and hash every instance: takes as long as reading the spool." };
        var json = SharedOptions.Json();
        var command = new Command("check", "Look whether database, spool, ledger, audit and keys are in order; nothing is changed.") { config, data, bytes, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            var results = await RunAsync(parse.GetValue(config)!, parse.GetValue(data)!, parse.GetValue(bytes), cancellationToken);
            if (parse.GetValue(json))
                CommandOutput.Json(results);
            else
                CommandOutput.Table(["CHECK", "", "TEXT"], [.. results.Select(r => new[] { r.Name, r.IsSound ? "ok" : "WRONG", r.Text })]);
            return results.All(result => result.IsSound) ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static async Task<IReadOnlyList<CheckResult>> RunAsync(string config, string data, bool bytes, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await AskAsync(data, bytes, cancellationToken) ?? await LookAsync(config, data, bytes, cancellationToken);
            }
            catch (DataFolderException e) when (e.IsInUse && TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(Again, cancellationToken);
            }
            catch (Exception e) when (StartFailure.Explain(e) is { } explained)
            {
                return [new CheckResult("storage", false, explained)];
            }
        }
    }

    /// <summary>What the service says, or null when none answers.</summary>
    private static async Task<IReadOnlyList<CheckResult>?> AskAsync(string data, bool bytes, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new ControlClient(data);
            return await client.GetAsync<List<CheckResult>>($"check?bytes={(bytes ? "true" : "false")}", cancellationToken);
        }
        catch (ControlException e) when (e.IsUnreachable)
        {
            return Directory.Exists(data) ? null : throw new CommandException($"There is no data folder {data}.", "Name it with --data.", ExitCode.NotFound);
        }
    }

    /// <summary>What the folder itself says.</summary>
    private static async Task<IReadOnlyList<CheckResult>> LookAsync(string config, string data, bool bytes, CancellationToken cancellationToken)
    {
        var configuration = ConfigurationLoader.Load(config, data);
        try
        {
            await using var storage = await NodeStorage.OpenAsync(configuration, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, cancellationToken);
            var results = (await StorageChecks.RunAsync(storage.Storage, bytes, cancellationToken)).ToList();
            _ = await storage.OpenProjectKeysAsync(configuration, cancellationToken);
            results.Add(new CheckResult("keys", true, "every project has the key that it began with"));
            return results;
        }
        catch (ProjectKeyException e)
        {
            return [new CheckResult("keys", false, e.Message)];
        }
    }
}
