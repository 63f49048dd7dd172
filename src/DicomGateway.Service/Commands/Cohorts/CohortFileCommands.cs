using System.CommandLine;
using System.Globalization;
using DicomGateway.Service.Control;
using DicomGateway.Transfer.Jobs.Cohorts.Freezing;

namespace DicomGateway.Service.Commands.Cohorts;

/// <summary>`cohort export|verify|report`: versions and reports as files.</summary>
internal static class CohortFileCommands
{
    public static Command Export()
    {
        var (name, version) = (Name(), new Argument<int>("VERSION") { Description = "The frozen version." });
        var output = new Option<string>("--out") { Description = "The file to write; it names patients.", Required = true, HelpName = "FILE" };
        var data = SharedOptions.Data();
        var command = new Command("export", "Write a version with its criteria and every study found. It names patients: the act is audited.") { name, version, output, data };
        command.Runs(async (parse, cancellationToken) =>
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"cohorts/{Uri.EscapeDataString(parse.GetValue(name)!)}/versions/{parse.GetValue(version)}/export");
            await DownloadAsync(parse.GetValue(data)!, path, parse.GetValue(output)!, cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    public static Command Verify()
    {
        var file = new Argument<string>("FILE") { Description = "An exported version." };
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();
        var command = new Command("verify", "Tell whether an exported version is byte for byte what was frozen on this node.") { file, data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            await using var stream = File.OpenRead(parse.GetValue(file)!);
            using var client = new ControlClient(parse.GetValue(data)!);
            using var content = new StreamContent(stream);
            var proof = await client.SendAsync<VersionProof>(HttpMethod.Post, "cohorts/verify", content, cancellationToken);
            if (parse.GetValue(json))
                CommandOutput.Json(proof);
            else
                Console.Out.WriteLine(proof.IsSound ? $"{proof.Cohort} version {proof.Version}, as it was frozen. SHA-256 {proof.Sha256}" : $"REFUSED: {proof.Problem}");
            return proof.IsSound ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    public static Command Report()
    {
        var name = Name();
        var version = new Option<int?>("--version") { Description = "The version; else the newest preview.", HelpName = "N" };
        var preview = new Option<long?>("--preview") { Description = "The preview; else the newest.", HelpName = "ID" };
        var output = new Option<string>("--out") { Description = "The file to write: .html, or .csv with a line for each study and series.", Required = true, HelpName = "FILE" };
        var data = SharedOptions.Data();
        var command = new Command("report", "Write the attrition report: why what was found is selected or not, and what became of it. It names nobody.") { name, version, preview, output, data };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var found = await CohortCommand.FindAsync(client, parse.GetValue(name)!, parse.GetValue(preview), parse.GetValue(version), cancellationToken);
            var extension = Path.GetExtension(parse.GetValue(output)!).ToLowerInvariant();
            if (extension is not (".html" or ".csv"))
                throw new CommandException("The report is written as .html or .csv.", "Name the file so.");
            await DownloadAsync(parse.GetValue(data)!, string.Create(CultureInfo.InvariantCulture, $"cohorts/previews/{found.Id}/attrition{extension}"), parse.GetValue(output)!, cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    private static Argument<string> Name() => new("NAME") { Description = "The cohort." };

    private static async Task DownloadAsync(string data, string path, string output, CancellationToken cancellationToken)
    {
        using var client = new ControlClient(data);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var target = new FileStream(output, options);
        await client.DownloadAsync(path, target, cancellationToken);
    }
}
