using System.CommandLine;
using System.Globalization;
using DicomGateway.Service.Control;

namespace DicomGateway.Service.Commands.Studies;

/// <summary>`studies`: what the node has, newest first.</summary>
internal static class StudiesCommand
{
    public static Command Create()
    {
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();
        var state = new Option<string?>("--state") { Description = "Only studies in this state.", HelpName = "STATE" };
        var project = new Option<string?>("--project") { Description = "Only studies of this project.", HelpName = "NAME" };
        var limit = new Option<int>("--limit") { Description = "At most so many.", DefaultValueFactory = _ => 100 };
        var command = new Command("studies", "List the studies, newest first; nothing in the list identifies a patient.") { data, state, project, limit, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var query = string.Create(CultureInfo.InvariantCulture, $"studies?limit={parse.GetValue(limit)}&state={Uri.EscapeDataString(parse.GetValue(state) ?? "")}&project={Uri.EscapeDataString(parse.GetValue(project) ?? "")}");
            var studies = await client.GetAsync<List<StudyView>>(query, cancellationToken);
            if (parse.GetValue(json))
                CommandOutput.Json(studies);
            else
                CommandOutput.Table(["STUDY", "PROJECT", "STATE", "INSTANCES", "MODALITY", "LAST RECEIVED", "SINCE"], [.. studies.Select(Row)]);
            return ExitCode.Done;
        });
        return command;
    }

    public static string[] Row(StudyView study) =>
    [
        study.Id.ToString(CultureInfo.InvariantCulture), study.Project, study.State, study.Instances.ToString(CultureInfo.InvariantCulture),
        study.Modality ?? "", CommandOutput.Time(study.LastReceived), CommandOutput.Time(study.StateSince),
    ];
}
