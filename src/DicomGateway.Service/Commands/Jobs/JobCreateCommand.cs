using System.CommandLine;
using DicomGateway.Service.Control;
using DicomGateway.Service.Jobs;

namespace DicomGateway.Service.Commands.Jobs;

/// <summary>`job create`.</summary>
internal static class JobCreateCommand
{
    public static Command Create()
    {
        var project = new Option<string>("--project") { Description = "The project that gets the studies.", HelpName = "NAME", Required = true };
        var pacs = new Option<string[]>("--pacs")
        {
            Description = "The PACS to fetch from; given again, the next one for what is missing there. Without it, each study of a cohort is fetched where it was found.",
            HelpName = "NAME",
        };
        var why = new Option<string>("--why") { Description = "The reason, for the record. Write no patient's name into it.", HelpName = "TEXT", Required = true };
        var cohort = new Option<string?>("--cohort") { Description = "A cohort.", HelpName = "NAME" };
        var version = new Option<int?>("--version") { Description = "Its frozen version.", HelpName = "NUMBER" };
        var uids = new Option<string?>("--study-uids") { Description = "In place of a cohort: a text file with one Study Instance UID a line; - for standard input.", HelpName = "FILE" };
        var run = new Option<bool>("--run") { Description = "Let it run at once, where it needs nobody else's approval." };
        var (data, json) = (SharedOptions.Data(), SharedOptions.Json());
        var command = new Command("create", "Write down a job. It is a draft until it is run.") { project, pacs, why, cohort, version, uids, run, data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            var studies = parse.GetValue(uids) is { } file ? await ReadAsync(file, cancellationToken) : null;
            using var client = new ControlClient(parse.GetValue(data)!);
            var wanted = new JobCreation(
                parse.GetValue(project)!, parse.GetValue(pacs), parse.GetValue(why)!, parse.GetValue(cohort), parse.GetValue(version), studies);
            var job = await client.PostAsync<JobView>("jobs", wanted, cancellationToken);
            if (parse.GetValue(run))
                job = await client.PostAsync<JobView>(JobCommand.Path(job.Id, "run"), new JobReason(null), cancellationToken);
            if (parse.GetValue(json))
                CommandOutput.Json(job);
            else
                Console.Out.WriteLine($"Job {job.Id} with {job.Studies} studies is {job.State}.{Next(job)}");
            return ExitCode.Done;
        });
        return command;
    }

    private static string Next(JobView job) => job.State != "Draft" ? ""
        : job.NeedsAnother ? $" Somebody else approves it with `job approve {job.Id}`, then `job run {job.Id}`."
        : $" Start it with `job run {job.Id}`.";

    private static async Task<List<string>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        var text = file == "-" ? await Console.In.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(file, cancellationToken);
        return [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
    }
}
