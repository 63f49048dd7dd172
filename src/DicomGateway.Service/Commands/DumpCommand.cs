using System.CommandLine;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Files;
using DicomGateway.Dicom.Files.Json;

namespace DicomGateway.Service.Commands;

/// <summary>`dump FILE [--json]`.</summary>
internal static class DumpCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The DICOM file." };
        var json = new Option<bool>("--json") { Description = "The DICOM JSON Model (PS3.18 annex F) of the data set, without file meta information." };
        var command = new Command("dump", "Show what a DICOM file holds.") { file, json };
        command.Runs((parse, _) => Task.FromResult(Run(parse.GetValue(file)!, parse.GetValue(json))));
        return command;
    }

    private static int Run(FileInfo file, bool json)
    {
        if (!file.Exists)
            throw new CommandException($"{file.FullName} {(Directory.Exists(file.FullName) ? "is a folder" : "does not exist")}.", "Name a DICOM file.", ExitCode.NotFound);
        try
        {
            // A file that is cut off is shown as far as it goes; the dump says so.
            var dicom = DicomFile.Open(file.FullName, new DicomReadOptions { AllowTruncation = true });
            using var output = Console.OpenStandardOutput();
            if (json)
                DicomJsonWriter.Write(dicom.Dataset, output, indented: true);
            else
                WriteText(dicom, output);
            if (dicom.Leniencies.FirstOrDefault(leniency => leniency.Code == DicomLeniencyCode.Truncated) is { } cut)
                Console.Error.WriteLine($"The file is cut off: {cut}.");
            return ExitCode.Done;
        }
        catch (DicomFormatException e)
        {
            throw new CommandException($"{file.FullName} cannot be read as DICOM: {e.Message}", "If it is DICOM, please report it with the message above.", ExitCode.Failed);
        }
    }

    private static void WriteText(DicomFile dicom, Stream output)
    {
        using var writer = new StreamWriter(output, leaveOpen: true);
        DicomTextDump.Write(dicom.FileMetaInformation, writer);
        DicomTextDump.Write(dicom.Dataset, writer);
        foreach (var leniency in dicom.Leniencies)
            writer.WriteLine($"# read leniently: {leniency}");
    }
}
