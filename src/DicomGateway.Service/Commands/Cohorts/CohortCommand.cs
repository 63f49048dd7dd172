using System.CommandLine;
using System.Globalization;
using DicomGateway.Service.Api;
using DicomGateway.Service.Control;
using DicomGateway.Transfer.Jobs.Cohorts.Freezing;

namespace DicomGateway.Service.Commands.Cohorts;

/// <summary>`cohort …`: which studies are wanted, written down, found and frozen.</summary>
internal static class CohortCommand
{
    public static Command Create() => new("cohort", "Which studies are wanted: criteria, previews and frozen versions.")
    {
        List(), Show(), CohortPreviewCommands.Check(), CohortPreviewCommands.Preview(), CohortPreviewCommands.Repeat(), Freeze(), Diff(),
        CohortFileCommands.Export(), CohortFileCommands.Verify(), CohortFileCommands.Report(),
    };

    /// <summary>The newest preview of a cohort, or the one of a number or version.</summary>
    public static async Task<CohortPreviewView> FindAsync(ControlClient client, string name, long? preview, int? version, CancellationToken cancellationToken)
    {
        var all = await client.GetAsync<List<CohortPreviewView>>($"cohorts/{Uri.EscapeDataString(name)}", cancellationToken);
        return all.Find(one => (preview is null || one.Id == preview) && (version is null || one.Version == version))
            ?? throw new CommandException($"Cohort {name} has no such preview or version.", "See `cohort show`.", ExitCode.NotFound);
    }

    public static string Counts(CohortPreviewView preview) => string.Create(
        CultureInfo.InvariantCulture, $"{preview.Tally.StudiesSelected} of {preview.Tally.Studies} studies, {preview.Tally.SeriesSelected} series, {preview.Tally.InstancesSelected} instances");

    private static Command List()
    {
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();
        var command = new Command("list", "List the cohorts with their newest version and preview.") { data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var cohorts = await client.GetAsync<List<CohortView>>("cohorts", cancellationToken);
            if (parse.GetValue(json))
                CommandOutput.Json(cohorts);
            else
                CommandOutput.Table(["COHORT", "VERSION", "FROZEN", "SELECTED", "NEWEST PREVIEW"], [.. cohorts.Select(Row)]);
            return ExitCode.Done;
        });
        return command;
    }

    private static string[] Row(CohortView cohort) =>
    [
        cohort.Name,
        Text(cohort.Version?.Version),
        cohort.Version?.FrozenAt is { } at ? CommandOutput.Time(at) : "",
        cohort.Version is { } version ? Counts(version) : "",
        cohort.Preview is { } preview ? $"{preview.Id} {preview.State}" : "",
    ];

    private static Command Show()
    {
        var name = new Argument<string>("NAME") { Description = "The cohort." };
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();
        var command = new Command("show", "List a cohort's versions and previews, the newest first.") { name, data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var previews = await client.GetAsync<List<CohortPreviewView>>($"cohorts/{Uri.EscapeDataString(parse.GetValue(name)!)}", cancellationToken);
            if (parse.GetValue(json))
                CommandOutput.Json(previews);
            else
                CommandOutput.Table(["PREVIEW", "STATE", "STARTED", "BY", "VERSION", "SELECTED", "WHY OR PROBLEM"], [.. previews.Select(Row)]);
            return ExitCode.Done;
        });
        return command;
    }

    private static string[] Row(CohortPreviewView preview) =>
    [
        preview.Id.ToString(CultureInfo.InvariantCulture), preview.State.ToString(), CommandOutput.Time(preview.StartedAt), preview.StartedBy, Text(preview.Version),
        Counts(preview), preview.Why ?? preview.Problem ?? "",
    ];

    private static Command Freeze()
    {
        var name = new Argument<string>("NAME") { Description = "The cohort." };
        var why = new Option<string>("--why") { Description = "The reason, for the record. Write no patient's name into it.", Required = true, HelpName = "TEXT" };
        var preview = new Option<long?>("--preview") { Description = "The preview; else the newest.", HelpName = "ID" };
        var accept = new Option<bool>("--accept-deviations") { Description = "Freeze it although the selection differs from what the criteria expect." };
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();
        var command = new Command("freeze", "Make a preview the cohort's next version, which nothing changes any more.") { name, why, preview, accept, data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var found = await FindAsync(client, parse.GetValue(name)!, parse.GetValue(preview), null, cancellationToken);
            var request = new FreezeRequest(parse.GetValue(why)!, parse.GetValue(accept));
            var frozen = await client.PostAsync<CohortPreviewView>(string.Create(CultureInfo.InvariantCulture, $"cohorts/previews/{found.Id}/freeze"), request, cancellationToken);
            if (parse.GetValue(json))
                CommandOutput.Json(frozen);
            else
                Console.Out.WriteLine($"{frozen.Cohort} version {frozen.Version}: {Counts(frozen)}. SHA-256 {frozen.Sha256}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Diff()
    {
        var name = new Argument<string>("NAME") { Description = "The cohort." };
        var from = new Argument<int>("FIRST") { Description = "A version." };
        var to = new Argument<int>("SECOND") { Description = "Another version." };
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();
        var command = new Command("diff", "Compare what two versions select. The exit code is 1 when they differ.") { name, from, to, data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var path = string.Create(CultureInfo.InvariantCulture, $"cohorts/{Uri.EscapeDataString(parse.GetValue(name)!)}/diff?from={parse.GetValue(from)}&to={parse.GetValue(to)}");
            var difference = await client.GetAsync<VersionDifference>(path, cancellationToken);
            if (parse.GetValue(json))
                CommandOutput.Json(difference);
            else
                Write(difference);
            return difference.IsEmpty ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static void Write(VersionDifference difference)
    {
        Console.Out.WriteLine($"{difference.Same} studies alike, {difference.Removed.Count} removed, {difference.Added.Count} added, {difference.Changed.Count} changed.");
        foreach (var row in difference.Removed)
            Console.Out.WriteLine($"- row {row} of the first");
        foreach (var row in difference.Added)
            Console.Out.WriteLine($"+ row {row} of the second");
        foreach (var pair in difference.Changed)
            Console.Out.WriteLine($"~ row {pair.First} of the first, {pair.Second} of the second");
    }

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
