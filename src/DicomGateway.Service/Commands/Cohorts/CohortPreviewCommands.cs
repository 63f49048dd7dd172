using System.CommandLine;
using System.Globalization;
using DicomGateway.Service.Api;
using DicomGateway.Service.Control;
using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Jobs.Cohorts.Lists;
using DicomGateway.Transfer.Jobs.Cohorts.Reporting;

namespace DicomGateway.Service.Commands.Cohorts;

/// <summary>`cohort check|preview|repeat`: criteria are sent to the service, which asks the PACS.</summary>
internal static class CohortPreviewCommands
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static Command Check()
    {
        var (file, list, data) = (File(), ListFile(), SharedOptions.Data());
        var command = new Command("check", "Check criteria and their list without asking any PACS; every mistake is named at once.") { file, list, data };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var criteria = await client.PostAsync<CriteriaChecked>("cohorts/check", await ReadAsync(parse.GetValue(file)!, parse.GetValue(list), cancellationToken), cancellationToken);
            Console.Out.WriteLine($"{criteria.Cohort}: no errors.");
            return ExitCode.Done;
        });
        return command;
    }

    public static Command Preview()
    {
        var (file, list, wait, data, json) = (File(), ListFile(), Wait(), SharedOptions.Data(), SharedOptions.Json());
        var command = new Command("preview", "Ask the PACS which studies and series would be selected. Nothing is retrieved.") { file, list, wait, data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var upload = await ReadAsync(parse.GetValue(file)!, parse.GetValue(list), cancellationToken);
            var started = await client.PostAsync<PreviewStarted>("cohorts/previews", upload with { Wait = parse.GetValue(wait) }, cancellationToken);
            return await FollowAsync(client, started.Id, parse.GetValue(json), cancellationToken);
        });
        return command;
    }

    public static Command Repeat()
    {
        var name = new Argument<string>("NAME") { Description = "The cohort." };
        var version = new Argument<int>("VERSION") { Description = "The frozen version." };
        var (wait, data, json) = (Wait(), SharedOptions.Data(), SharedOptions.Json());
        var command = new Command("repeat", "Ask the PACS again with a frozen version's criteria and tell whether the selection is the same.") { name, version, wait, data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var path = string.Create(CultureInfo.InvariantCulture, $"cohorts/{Uri.EscapeDataString(parse.GetValue(name)!)}/versions/{parse.GetValue(version)}/repeat");
            var started = await client.PostAsync<PreviewStarted>(path, new RepeatRequest(parse.GetValue(wait)), cancellationToken);
            var code = await FollowAsync(client, started.Id, parse.GetValue(json), cancellationToken);
            var again = await GetAsync(client, started.Id, cancellationToken);
            var frozen = await CohortCommand.FindAsync(client, parse.GetValue(name)!, null, parse.GetValue(version), cancellationToken);
            if (code != ExitCode.Done)
                return code;
            var isSame = again.ManifestSha256 == frozen.ManifestSha256;
            Console.Error.WriteLine(isSame ? $"The same as version {frozen.Version}, byte for byte." : $"Not the same as version {frozen.Version}.");
            return isSame ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static Argument<string> File() => new("FILE") { Description = "The criteria: YAML or JSON, as config/cohort.schema.json has them." };

    private static Option<bool> Wait() => new("--wait") { Description = "Where the PACS may not be asked now, wait until its window opens. Without it the command says when that is." };

    private static Option<string?> ListFile() => new("--list") { Description = "The CSV file that the criteria speak of.", HelpName = "CSV" };

    private static async Task<CohortUpload> ReadAsync(string file, string? list, CancellationToken cancellationToken) => new(
        await System.IO.File.ReadAllTextAsync(file, cancellationToken), list is null ? null : await System.IO.File.ReadAllTextAsync(list, cancellationToken));

    private static Task<CohortPreviewView> GetAsync(ControlClient client, long id, CancellationToken cancellationToken) =>
        client.GetAsync<CohortPreviewView>(string.Create(CultureInfo.InvariantCulture, $"cohorts/previews/{id}"), cancellationToken);

    private static async Task<int> FollowAsync(ControlClient client, long id, bool isJson, CancellationToken cancellationToken)
    {
        CohortPreviewView preview;
        try
        {
            while ((preview = await GetAsync(client, id, cancellationToken)).State == CohortPreviewState.Running)
            {
                if (!isJson && !Console.IsErrorRedirected)
                    Console.Error.Write($"\r{preview.Waiting ?? $"{preview.Tally.QuestionsDone} of {preview.Tally.QuestionsPlanned} questions, {preview.Tally.Studies} studies found"} ");
                await Task.Delay(Pause, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            await client.PostAsync<object>(string.Create(CultureInfo.InvariantCulture, $"cohorts/previews/{id}/cancel"), new object(), CancellationToken.None);
            throw;
        }

        if (isJson)
            CommandOutput.Json(preview);
        else
            await WriteAsync(client, preview, cancellationToken);
        return preview.State == CohortPreviewState.Done ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task WriteAsync(ControlClient client, CohortPreviewView preview, CancellationToken cancellationToken)
    {
        var report = await client.GetAsync<AttritionReport>(string.Create(CultureInfo.InvariantCulture, $"cohorts/previews/{preview.Id}/attrition"), cancellationToken);
        Console.Out.WriteLine($"Preview {preview.Id} of {preview.Cohort}: {preview.State}. {preview.Problem}".TrimEnd());
        Console.Out.WriteLine($"Selected: {CohortCommand.Counts(preview)}.");
        foreach (var (what, lines) in new[] { ("study", report.Studies), ("series", report.Series), ("received", report.Received) }.Where(group => group.Item2.Count > 0))
            CommandOutput.Table([$"LEFT OUT ({what})", "COUNT", "UNKNOWN", "REASON"], [.. lines.Select(Row)]);
        foreach (var note in preview.Tally.Notes.Concat(preview.Tally.Deviations))
            Console.Out.WriteLine(note);
        foreach (var row in (await client.GetAsync<List<ListRow>>(string.Create(CultureInfo.InvariantCulture, $"cohorts/previews/{preview.Id}/rows"), cancellationToken)).Where(IsNews))
            Console.Out.WriteLine($"Line {row.Line}: {row.State}{(row.State == ListRowState.FoundSeveral ? $" ({row.Studies} studies)" : "")} {row.Note}".TrimEnd());
    }

    private static bool IsNews(ListRow row) => row.State is not (ListRowState.Found or ListRowState.Blank);

    private static string[] Row(AttritionLine line) =>
        [line.Reason, line.Count.ToString(CultureInfo.InvariantCulture), line.Unknown > 0 ? line.Unknown.ToString(CultureInfo.InvariantCulture) : "", line.Text];
}
