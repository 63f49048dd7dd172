using System.CommandLine;
using DicomGateway.Curation;
using DicomGateway.Curation.Deidentification.Profiles;
using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Service.Configuration;
using DicomGateway.Transfer;

namespace DicomGateway.Service.Commands;

/// <summary>`deidentify IN OUT --profile P --key FILE [--report FILE]`: the node's engine on folders.</summary>
internal static class DeidentifyCommand
{
    private static readonly Argument<string> Input = new("IN") { Description = "A file, or a folder that is searched to its depths." };
    private static readonly Argument<string> Output = new("OUT") { Description = "A folder that does not exist or is empty." };
    private static readonly Option<string> Profile = new("--profile") { Description = "Name of a profile, or the path of a profile file.", DefaultValueFactory = _ => "basic" };
    private static readonly Option<string> Key = new("--key") { Description = "The key file; made when it does not exist. Keep it: the same key gives the same pseudonyms.", Required = true, HelpName = "FILE" };
    private static readonly Option<string> Project = new("--project") { Description = "Whose key of the key file.", DefaultValueFactory = _ => "folder" };
    private static readonly Option<string?> Report = new("--report") { Description = "Write what was done and found as JSON, without values.", HelpName = "FILE" };
    private static readonly Option<bool> PatientPerStudy = new("--patient-per-study") { Description = "Give each study a patient of its own where the Patient ID is empty or a placeholder." };
    private static readonly Option<string[]> LetThrough = new("--let-through") { Description = "Codes of findings that shall hold no study.", HelpName = "CODE", AllowMultipleArgumentsPerToken = true };

    public static Command Create()
    {
        var command = new Command("deidentify", "De-identify and inspect a folder with the node's engine. A study that would be held is not written.")
        {
            Input, Output, Profile, Key, Project, Report, PatientPerStudy, LetThrough,
        };
        command.Runs((parse, cancellationToken) => Task.Run(() => Run(parse, cancellationToken), cancellationToken));
        return command;
    }

    private static int Run(ParseResult parse, CancellationToken cancellationToken)
    {
        var input = parse.GetValue(Input)!;
        if (!Path.Exists(input))
            throw new CommandException($"{input} does not exist.", "Name a file or a folder.", ExitCode.NotFound);
        var engine = new FolderDeidentifier(Stages(parse), parse.GetValue(Project)!)
        {
            Approvals = [.. (parse.GetValue(LetThrough) ?? []).Select(code => new StudyApproval(code))],
        };
        engine.StudyDone += (_, study) => Console.Out.WriteLine(study.IsHeld ? $"held     {study.Instances} instance(s)" : $"written  {study.Instances} instance(s)  {study.Output}");
        var report = engine.Run([input], parse.GetValue(Output)!, cancellationToken);
        foreach (var finding in report.Studies.Where(study => study.IsHeld).SelectMany(study => study.Findings).DistinctBy(f => (f.Code, f.Path)))
            Console.Out.WriteLine($"    {finding.Code} {finding.Path} {finding.Text}");
        if (parse.GetValue(Report) is { } file)
            File.WriteAllText(file, CommandOutput.ToJson(report));
        var held = report.Studies.Count(study => study.IsHeld);
        Console.Out.WriteLine($"{report.Studies.Count - held} studies written, {held} held, {report.NotDicom.Count} files that are no DICOM");
        return held == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static CurationStages Stages(ParseResult parse)
    {
        var options = new CurationOptions
        {
            Profile = parse.GetValue(Profile)!,
            KeyPatientByStudy = parse.GetValue(PatientPerStudy),
        };
        var writer = new PlainOutputFileWriter();
        try
        {
            var path = File.Exists(options.Profile) ? options.Profile : ProfileFiles.Find(options.Profile, Environment.CurrentDirectory);
            var profile = DeidentificationProfile.Load(path ?? throw new CommandException($"There is no profile '{options.Profile}'.", $"Use a file, or one of: {string.Join(", ", ProfileFiles.Names(Environment.CurrentDirectory))}."));
            var keys = ProjectKeyFile.Open(Path.GetFullPath(parse.GetValue(Key)!), new DurableOutputFileWriter());
            return new CurationStages(options, profile, new KeyFilePseudonymSource(keys, static _ => null), writer);
        }
        catch (Exception e) when (e is ProfileException or ProjectKeyException)
        {
            throw new CommandException(e.Message, "Nothing was written.");
        }
    }
}
