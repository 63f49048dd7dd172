using System.CommandLine;
using System.Globalization;
using DicomGateway.Service.Control;
using DicomGateway.Service.Jobs;

namespace DicomGateway.Service.Commands.Jobs;

/// <summary>`job list|show|result`.</summary>
internal static class JobListCommands
{
    public static Command List()
    {
        var (data, json) = (SharedOptions.Data(), SharedOptions.Json());
        var command = new Command("list", "List the jobs, newest first.") { data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var jobs = await client.GetAsync<List<JobView>>("jobs", cancellationToken);
            if (parse.GetValue(json))
                CommandOutput.Json(jobs);
            else
                CommandOutput.Table(["Job", "Project", "PACS", "State", "Studies", "By state"], [.. jobs.Select(job => new[] { Text(job.Id), job.Project, job.Pacs, State(job), Text(job.Studies), States(job) })]);
            return ExitCode.Done;
        });
        return command;
    }

    public static Command Show()
    {
        var (id, data, json) = (JobCommand.Number(), SharedOptions.Data(), SharedOptions.Json());
        var state = new Option<string?>("--state") { Description = "Only studies in this state.", HelpName = "STATE" };
        var after = new Option<int>("--after") { Description = "Only rows after this one: the next page.", HelpName = "ROW" };
        var command = new Command("show", "Show a job and its studies, with what has come of each and why it is as it is.") { id, state, after, data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var number = parse.GetValue(id);
            var job = await client.GetAsync<JobView>(JobCommand.Path(number, "").TrimEnd('/'), cancellationToken);
            var query = string.Create(CultureInfo.InvariantCulture, $"items?after={parse.GetValue(after)}&state={Uri.EscapeDataString(parse.GetValue(state) ?? "")}");
            var items = await client.GetAsync<List<JobItemView>>(JobCommand.Path(number, query), cancellationToken);
            if (parse.GetValue(json))
                CommandOutput.Json(new { job, items });
            else
                Write(job, items);
            return ExitCode.Done;
        });
        return command;
    }

    public static Command Result()
    {
        var (id, data) = (JobCommand.Number(), SharedOptions.Data());
        var file = new Option<string?>("--out") { Description = "File to write; standard output without it.", HelpName = "FILE" };
        var command = new Command("result", "Write the result of a job as CSV: row, study, state, counts, reason, PACS.") { id, file, data };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            await using var target = parse.GetValue(file) is { } path ? File.Create(path) : Console.OpenStandardOutput();
            await client.DownloadAsync(JobCommand.Path(parse.GetValue(id), "result"), target, cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(JobView job, List<JobItemView> items)
    {
        Console.Out.WriteLine($"Job {job.Id}  {job.Project}  from {job.Pacs}  {State(job)} since {CommandOutput.Time(job.StateSince)}");
        Console.Out.WriteLine($"Created by {job.CreatedBy}{(job.ApprovedBy is { } by ? $", approved by {by}" : "")}: {job.Why}");
        Console.Out.WriteLine($"{job.Studies} studies: {States(job)}");
        if (job.Waiting is { } waiting)
            Console.Out.WriteLine(waiting);
        CommandOutput.Table(
            ["Row", "PACS", "Study", "State", "Expected", "Received", "Forwarded", "Reason"],
            [.. items.Select(item => new[] { Text(item.Row), item.Pacs, item.Study is { } study ? Text(study) : "", item.State, item.Expected is { } n ? Text(n) : "", Text(item.Received), Text(item.Forwarded), item.Reason ?? string.Join(" ", item.Before) })]);
    }

    private static string State(JobView job) => job.WaitsForPerson ? $"{job.State} (waits for a person)" : job.State;

    private static string States(JobView job) => string.Join(", ", job.States.Select(state => $"{state.Key} {Text(state.Value)}"));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
