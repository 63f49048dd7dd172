using System.CommandLine;
using System.Globalization;
using DicomGateway.Service.Control;

namespace DicomGateway.Service.Commands.Studies;

/// <summary>`hold list|release|reject`: studies that wait for a person.</summary>
internal static class HoldCommand
{
    public static Command Create() => new("hold", "Studies that wait for a decision.") { List(), Decide("release", "Let a held study go on: its findings are recorded as approved and the study runs again."), Decide("reject", "Decide that a held study never goes out.") };

    private static Command List()
    {
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();
        var command = new Command("list", "List the studies on hold with their findings.") { data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var holds = await client.GetAsync<List<HoldView>>("holds", cancellationToken);
            if (parse.GetValue(json))
            {
                CommandOutput.Json(holds);
                return ExitCode.Done;
            }

            foreach (var hold in holds)
            {
                Console.Out.WriteLine($"Study {hold.Study}  {hold.Project}  {hold.Stage}  since {CommandOutput.Time(hold.Since)}");
                foreach (var finding in hold.Findings)
                    Console.Out.WriteLine($"    {finding.Code} {finding.Place} {finding.Text}");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command Decide(string verb, string description)
    {
        var id = new Argument<long>("STUDY") { Description = "The study's number, from `hold list`." };
        var why = new Option<string>("--why") { Description = "The reason, for the record. Write no patient's name into it.", Required = true, HelpName = "TEXT" };
        var data = SharedOptions.Data();
        var command = new Command(verb, description) { id, why, data };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var path = string.Create(CultureInfo.InvariantCulture, $"holds/{parse.GetValue(id)}/{verb}");
            var study = await client.PostAsync<StudyView>(path, new DecisionRequest(parse.GetValue(why)!), cancellationToken);
            Console.Out.WriteLine($"Study {study.Id} is now {study.State}.");
            return ExitCode.Done;
        });
        return command;
    }
}
