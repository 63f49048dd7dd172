using System.CommandLine;
using System.Globalization;
using DicomGateway.Service.Control;

namespace DicomGateway.Service.Commands.Studies;

/// <summary>`rejections`: what notes of the source have rejected, and what a destination has of it; `rejections ignore`.</summary>
internal static class RejectionsCommand
{
    public static Command Create()
    {
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();
        var sent = new Option<bool>("--sent") { Description = "Only what a destination has, or may have: to be removed there." };
        var command = new Command("rejections", "List the instances that rejection notes of the source name, newest first; nothing in the list identifies a patient.") { data, sent, json, Ignore() };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var all = await client.GetAsync<List<RejectionView>>("rejections", cancellationToken);
            var rejections = all.Where(rejection => rejection.WasSent || !parse.GetValue(sent)).ToList();
            if (parse.GetValue(json))
                CommandOutput.Json(rejections);
            else
                CommandOutput.Table(["STUDY", "PROJECT", "REASON", "NOTE IN STUDY", "DECISION", "SENT", "AT"], [.. rejections.Select(Row)]);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Ignore()
    {
        var id = new Argument<long>("STUDY") { Description = "The study that the note came with, from `rejections` or `hold list`." };
        var why = new Option<string>("--why") { Description = "The reason, for the record. Write no patient's name into it.", Required = true, HelpName = "TEXT" };
        var data = SharedOptions.Data();
        var command = new Command("ignore", "Decide that what an undecided note of a study names goes on. To apply the note instead: `hold release`.") { id, why, data };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var path = string.Create(CultureInfo.InvariantCulture, $"rejections/{parse.GetValue(id)}/ignore");
            var study = await client.PostAsync<StudyView>(path, new DecisionRequest(parse.GetValue(why)!), cancellationToken);
            Console.Out.WriteLine($"The notes of study {study.Id} are ignored; it is now {study.State}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static string[] Row(RejectionView rejection) =>
    [
        rejection.Study?.ToString(CultureInfo.InvariantCulture) ?? "(not come)", rejection.Project, rejection.Title,
        rejection.NoteStudy.ToString(CultureInfo.InvariantCulture), rejection.Decision, rejection.WasSent ? "yes" : "no", CommandOutput.Time(rejection.At),
    ];
}
