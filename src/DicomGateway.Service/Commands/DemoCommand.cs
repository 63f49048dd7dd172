using System.CommandLine;
using DicomGateway.Service.Demo;
using DicomGateway.Service.Hosting;

namespace DicomGateway.Service.Commands;

/// <summary>`demo [--keep] [--input DIR]`: the whole way on loopback.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var keep = new Option<bool>("--keep") { Description = "Keep the folders of the demonstration." };
        var input = new Option<string?>("--input") { Description = "Send this folder too.", HelpName = "DIR" };
        var command = new Command("demo", "Start node, stand-in PACS and archive on loopback, send phantom studies (and a folder), and show each study's way.") { keep, input };
        command.Runs((parse, cancellationToken) => RunAsync(parse.GetValue(keep), parse.GetValue(input), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(bool keep, string? input, CancellationToken cancellationToken)
    {
        if (input is not null && !Path.Exists(input))
            throw new CommandException($"{input} does not exist.", "Name a folder with DICOM files.", ExitCode.NotFound);
        ProcessProtection.Apply();
        var folders = DemoFolders.Make(Environment.CurrentDirectory);
        var isGood = false;
        try
        {
            isGood = await new DemoRun(folders, input is null ? null : Path.GetFullPath(input), TimeProvider.System, Console.Out).RunAsync(cancellationToken);
        }
        catch (Exception e) when (StartFailure.Explain(e) is { } explained)
        {
            throw new CommandException(explained, "The node of the demonstration did not start.", ExitCode.Failed);
        }
        finally
        {
            if (keep || !isGood)
                Console.Out.WriteLine($"Kept: {folders.Root}");
            else
                Directory.Delete(folders.Root, recursive: true);
        }

        Console.Out.WriteLine(isGood ? "Every study arrived clean or is held for an expected reason." : "NOT everything went as it should; see above.");
        return isGood ? ExitCode.Done : ExitCode.Failed;
    }
}
