using System.CommandLine;
using DicomGateway.Service.Phantom;

namespace DicomGateway.Service.Commands;

/// <summary>`phantom OUT --seed N`.</summary>
internal static class PhantomCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("OUT") { Description = "Where the files go; made when missing." };
        var seed = new Option<long>("--seed") { Description = "The same seed gives the same files.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var studies = new Option<int>("--studies") { Description = "How many studies; CT, MR, CR and US take turns.", DefaultValueFactory = _ => 4 };
        var slices = new Option<int>("--slices") { Description = "Slices of a CT or MR series.", DefaultValueFactory = _ => 20 };
        var matrix = new Option<int>("--matrix") { Description = "Rows and columns of a slice.", DefaultValueFactory = _ => 256 };
        var marker = new Option<string>("--marker") { Description = "Up to six letters and digits that every invented value carries.", DefaultValueFactory = _ => "" };
        var json = SharedOptions.Json();
        var command = new Command("phantom", "Make studies of invented patients: valid objects full of invented names, dates and numbers.") { folder, seed, studies, slices, matrix, marker, json };
        command.Runs((parse, cancellationToken) => Task.Run(
            () =>
            {
                var options = new PhantomOptions
                {
                    Seed = parse.GetValue(seed),
                    Studies = parse.GetValue(studies),
                    Slices = parse.GetValue(slices),
                    Matrix = parse.GetValue(matrix),
                    Marker = parse.GetValue(marker)!,
                };
                return Generate(parse.GetValue(folder)!, options, parse.GetValue(json), cancellationToken);
            },
            cancellationToken));
        return command;
    }

    private static int Generate(string folder, PhantomOptions options, bool json, CancellationToken cancellationToken)
    {
        try
        {
            var result = PhantomGenerator.Generate(Path.GetFullPath(folder), options, cancellationToken);
            if (json)
                CommandOutput.Json(result);
            else
                CommandOutput.Table(["MODALITY", "FILES", "STUDY"], [.. result.Studies.Select(s => new[] { s.Modality, s.Files.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), s.StudyInstanceUid })]);
            return ExitCode.Done;
        }
        catch (ArgumentException e)
        {
            throw new CommandException(e.Message, "See --help for what is allowed.");
        }
    }
}
