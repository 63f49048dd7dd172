using System.CommandLine;
using System.Globalization;
using DicomGateway.Service.Control;

namespace DicomGateway.Service.Commands.Studies;

/// <summary>`rejections`: what notes of the source have rejected, and what a destination had before the note came.</summary>
internal static class RejectionsCommand
{
    public static Command Create()
    {
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();
        var sent = new Option<bool>("--sent") { Description = "Only what a destination had before: to be removed there." };
        var command = new Command("rejections", "List the instances that rejection notes of the source name, newest first; nothing in the list identifies a patient.") { data, sent, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var all = await client.GetAsync<List<RejectionView>>("rejections", cancellationToken);
            var rejections = all.Where(rejection => rejection.WasSent || !parse.GetValue(sent)).ToList();
            if (parse.GetValue(json))
                CommandOutput.Json(rejections);
            else
                CommandOutput.Table(["STUDY", "PROJECT", "REASON", "NOTE IN STUDY", "SENT BEFORE", "AT"], [.. rejections.Select(Row)]);
            return ExitCode.Done;
        });
        return command;
    }

    private static string[] Row(RejectionView rejection) =>
    [
        rejection.Study?.ToString(CultureInfo.InvariantCulture) ?? "(not come)", rejection.Project, rejection.Title,
        rejection.NoteStudy.ToString(CultureInfo.InvariantCulture), rejection.WasSent ? "yes" : "no", CommandOutput.Time(rejection.At),
    ];
}
