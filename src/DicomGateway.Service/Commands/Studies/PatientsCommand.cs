using System.CommandLine;
using System.Globalization;
using DicomGateway.Service.Control;
using DicomGateway.Transfer.Assembly;
using DicomGateway.Transfer.Records.Merges;

namespace DicomGateway.Service.Commands.Studies;

/// <summary>`patients show|merge|unmerge|list|forwarded`: who is one person.</summary>
internal static class PatientsCommand
{
    public static Command Create() => new("patients", "Patients who are one person: their studies go out under one pseudonym.")
    {
        Show(),
        Change(
            "merge", "Record that two patients are one person. Two lines are read from the standard input, the patient that is absorbed first, then the one that survives: a Patient ID, or issuer, a tab and Patient ID.",
            "Recorded"),
        Change("unmerge", "Take a merge back. One line is read from the standard input: the patient that was absorbed. What went out meanwhile keeps its pseudonym.", "Taken back"),
        List(),
        Forwarded(),
    };

    private static Command Show()
    {
        var id = new Argument<long>("STUDY") { Description = "The study's number, from `hold list`." };
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();
        var command = new Command("show", "Show the patients that a study's originals name, side by side. They are named: the act is audited.") { id, data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var patients = await client.GetAsync<List<ShownPatient>>(string.Create(CultureInfo.InvariantCulture, $"studies/{parse.GetValue(id)}/patients"), cancellationToken);
            if (parse.GetValue(json))
                CommandOutput.Json(patients);
            else
                CommandOutput.Table(["INSTANCES", "ISSUER", "PATIENT ID", "NAME", "BORN", "SEX", "OTHER PATIENT IDS"], [.. patients.Select(Row)]);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Change(string verb, string description, string done)
    {
        var project = new Argument<string>("PROJECT") { Description = "The project under which they are one person." };
        var why = new Option<string>("--why") { Description = "The reason, for the record. Write no patient's name into it.", Required = true, HelpName = "TEXT" };
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();

        // Arguments stand in the list of processes and in the shell's history, where a patient must not.
        var command = new Command(verb, description) { project, why, data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            var request = new PatientsRequest(parse.GetValue(project)!, await StandardInput.ReadLinesAsync(cancellationToken), parse.GetValue(why)!);
            using var client = new ControlClient(parse.GetValue(data)!);
            var result = await client.PostAsync<MergeResult>("patients/" + verb, request, cancellationToken);
            if (parse.GetValue(json))
            {
                CommandOutput.Json(result);
                return ExitCode.Done;
            }

            Console.Out.WriteLine($"{done}. {result.RunAgain} study(s) run again, {result.Stopped} stopped by an objection.");
            Console.Out.WriteLine($"What is out under another pseudonym: `dicom-gateway patients forwarded {request.Project}`.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command List()
    {
        var project = new Option<string?>("--project") { Description = "Only this project.", HelpName = "NAME" };
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();
        var command = new Command("list", "List the merges, those taken back included. The patients are named: the act is audited.") { project, data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var merges = await client.GetAsync<List<MergeView>>($"patients/merges?project={Uri.EscapeDataString(parse.GetValue(project) ?? "")}", cancellationToken);
            if (parse.GetValue(json))
                CommandOutput.Json(merges);
            else
                CommandOutput.Table(["PROJECT", "ABSORBED", "SURVIVES", "SINCE", "BY", "TAKEN BACK", "WHY"], [.. merges.Select(Row)]);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Forwarded()
    {
        var project = new Argument<string>("PROJECT") { Description = "The project." };
        var csv = new Option<bool>("--csv") { Description = "As CSV, for whoever corrects it where it is." };
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();
        var command = new Command("forwarded", "List the studies that are out under another pseudonym than their patient has today; nothing in the list identifies a patient.") { project, csv, data, json };
        command.Runs(async (parse, cancellationToken) =>
        {
            using var client = new ControlClient(parse.GetValue(data)!);
            var studies = await client.GetAsync<List<DifferingView>>($"patients/forwarded?project={Uri.EscapeDataString(parse.GetValue(project)!)}", cancellationToken);
            if (parse.GetValue(json))
                CommandOutput.Json(studies);
            else if (parse.GetValue(csv))
                WriteCsv(studies);
            else
                CommandOutput.Table(["STUDY", "STATE", "SENT AS", "TODAY", "INSTANCES", "DESTINATIONS"], [.. studies.Select(Row)]);
            return ExitCode.Done;
        });
        return command;
    }

    private static void WriteCsv(IReadOnlyList<DifferingView> studies)
    {
        Console.Out.WriteLine("study,state,sent_pseudonym,pseudonym,instances,destinations");
        foreach (var study in studies)
            Console.Out.WriteLine(string.Join(',', Row(study)));
    }

    private static string[] Row(ShownPatient patient) =>
    [
        patient.Instances.ToString(CultureInfo.InvariantCulture), patient.Issuer ?? "", patient.PatientId, string.Join("; ", patient.Names), string.Join("; ", patient.BirthDates),
        string.Join("; ", patient.Sexes), string.Join("; ", patient.OtherPatientIds),
    ];

    private static string[] Row(MergeView merge) =>
    [
        merge.Project, $"{merge.AbsorbedIssuer} {merge.AbsorbedId}".Trim(), $"{merge.SurvivingIssuer} {merge.SurvivingId}".Trim(), CommandOutput.Time(merge.At), merge.By,
        merge.UndoneAt is { } undone ? $"{CommandOutput.Time(undone)} by {merge.UndoneBy}: {merge.UndoneWhy}" : "", merge.Why,
    ];

    private static string[] Row(DifferingView study) =>
    [
        study.Study.ToString(CultureInfo.InvariantCulture), study.State, study.SentPseudonym, study.Pseudonym, study.Instances.ToString(CultureInfo.InvariantCulture),
        string.Join(' ', study.Destinations),
    ];
}
