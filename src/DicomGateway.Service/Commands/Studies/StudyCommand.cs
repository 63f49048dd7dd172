using System.CommandLine;
using System.Globalization;
using DicomGateway.Service.Control;

namespace DicomGateway.Service.Commands.Studies;

/// <summary>`study ID`: one study's timeline and findings.</summary>
internal static class StudyCommand
{
    public static Command Create()
    {
        var id = new Argument<long>("ID") { Description = "The study's number, from `studies`." };
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();
        var command = new Command("study", "Show a study's way: who did what, when, and what was found.") { id, data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var detail = await client.GetAsync<StudyDetail>(string.Create(CultureInfo.InvariantCulture, $"studies/{parse.GetValue(id)}"), cancellationToken);
            if (parse.GetValue(json))
                CommandOutput.Json(detail);
            else
                Write(detail);
            return ExitCode.Done;
        });
        return command;
    }

    public static void Write(StudyDetail detail)
    {
        CommandOutput.Table(["STUDY", "PROJECT", "STATE", "INSTANCES", "MODALITY", "LAST RECEIVED", "SINCE"], [StudiesCommand.Row(detail.Study)]);
        if (detail.Study.KeptProfile is { } profile)
            Console.Out.WriteLine($"  keeps the profile version {profile}");
        foreach (var entry in detail.Timeline)
            Console.Out.WriteLine($"  {CommandOutput.Time(entry.At)}  {entry.Action,-24} {entry.Actor}  {entry.Detail}".TrimEnd());
        foreach (var finding in detail.Findings)
            Console.Out.WriteLine($"  {finding.Severity,-8} {finding.Stage}: {finding.Code} {finding.Place} {finding.Text}");
    }
}
