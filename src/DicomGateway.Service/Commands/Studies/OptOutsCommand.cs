using System.CommandLine;
using DicomGateway.Service.Control;
using DicomGateway.Transfer.Assembly;

namespace DicomGateway.Service.Commands.Studies;

/// <summary>`optouts list|add|withdraw`: patients who objected.</summary>
internal static class OptOutsCommand
{
    public static Command Create() => new("optouts", "Patients who objected to the use of their data in a project.")
    {
        List(),
        Change("add", "Record objections: nothing more of these patients goes out.", "added", "there already", "stopped"),
        Change("withdraw", "Take objections back: studies that were held for nothing else run again.", "withdrawn", "not there", "run again"),
    };

    private static Command List()
    {
        var project = new Option<string?>("--project") { Description = "Only this project.", HelpName = "NAME" };
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();
        var command = new Command("list", "List the patients who objected. They are named: the act is audited.") { project, data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var entries = await client.GetAsync<List<OptOutView>>($"optouts?project={Uri.EscapeDataString(parse.GetValue(project) ?? "")}", cancellationToken);
            if (parse.GetValue(json))
                CommandOutput.Json(entries);
            else
                CommandOutput.Table(["PROJECT", "SINCE", "ISSUER", "PATIENT ID"], [.. entries.Select(entry => new[] { entry.Project, CommandOutput.Time(entry.Added), entry.Issuer ?? "any", entry.PatientId })]);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Change(string verb, string description, string done, string notDone, string studies)
    {
        var project = new Argument<string>("PROJECT") { Description = "The project that the patients objected to." };
        var why = new Option<string>("--why") { Description = "The reason, for the record. Write no patient's name into it.", Required = true, HelpName = "TEXT" };
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();

        // Arguments stand in the list of processes and in the shell's history, where a patient must not.
        var command = new Command(verb, description + " Patients are read from the standard input: one Patient ID a line, or issuer, a tab and Patient ID.") { project, why, data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            var request = new OptOutRequest(parse.GetValue(project)!, await StandardInput.ReadLinesAsync(cancellationToken), parse.GetValue(why)!);
            using var client = new ControlClient(parse.GetValue(data)!);
            var result = await client.PostAsync<OptOutResult>("optouts/" + verb, request, cancellationToken);
            if (parse.GetValue(json))
                CommandOutput.Json(result);
            else
                Console.Out.WriteLine($"{result.Entries} {done}, {result.UnchangedLines.Count} {notDone}{LinesOf(result)}; {result.Studies} study(s) {studies}.");
            return verb == "withdraw" && result.UnchangedLines.Count > 0 ? ExitCode.NotFound : ExitCode.Done;
        });
        return command;
    }

    private static string LinesOf(OptOutResult result) => result.UnchangedLines.Count == 0 ? "" : $" (line {string.Join(", ", result.UnchangedLines)})";
}
