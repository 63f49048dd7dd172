using System.CommandLine;
using System.Globalization;
using DicomGateway.Service.Control;
using DicomGateway.Service.Jobs;

namespace DicomGateway.Service.Commands.Jobs;

/// <summary>`job create|approve|run|pause|resume|cancel|retry|list|show|result`: studies fetched from a PACS.</summary>
internal static class JobCommand
{
    public static Command Create() => new("job", "Fetch studies from a PACS, and prove that all of them came.")
    {
        JobCreateCommand.Create(),
        Change("approve", "Approve a draft that somebody else has created."),
        Change("run", "Let a job run: an approved one, or a draft that needs nobody else's approval."),
        Pausing("pause", "Stop fetching at once; nothing is lost.", isReasonRequired: false),
        Change("resume", "Go on with a paused job."),
        Pausing("cancel", "End a job: what has not come is not fetched any more.", isReasonRequired: true),
        Retry(),
        JobListCommands.List(),
        JobListCommands.Show(),
        JobListCommands.Result(),
    };

    public static Argument<long> Number() => new("JOB") { Description = "The job's number, from `job list`." };

    public static string Path(long job, string rest) => string.Create(CultureInfo.InvariantCulture, $"jobs/{job}/{rest}");

    private static Command Change(string verb, string description)
    {
        var (id, data) = (Number(), SharedOptions.Data());
        var command = new Command(verb, description) { id, data };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var job = await client.PostAsync<JobView>(Path(parse.GetValue(id), verb), new JobReason(null), cancellationToken);
            Console.Out.WriteLine($"Job {job.Id} is now {job.State}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Pausing(string verb, string description, bool isReasonRequired)
    {
        var (id, data) = (Number(), SharedOptions.Data());
        var why = new Option<string?>("--why") { Description = "The reason, for the record.", HelpName = "TEXT", Required = isReasonRequired };
        var command = new Command(verb, description) { id, why, data };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var job = await client.PostAsync<JobView>(Path(parse.GetValue(id), verb), new JobReason(parse.GetValue(why)), cancellationToken);
            Console.Out.WriteLine($"Job {job.Id} is now {job.State}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Retry()
    {
        var (id, data) = (Number(), SharedOptions.Data());
        var command = new Command("retry", "Ask again for what a job could not have: studies with gaps and failed ones, and of them only what is missing.") { id, data };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var result = await client.PostAsync<JobRetryResult>(Path(parse.GetValue(id), "retry"), new JobReason(null), cancellationToken);
            Console.Out.WriteLine($"{result.Studies} studies are asked for again.");
            return ExitCode.Done;
        });
        return command;
    }
}
