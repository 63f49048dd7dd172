using System.CommandLine;
using DicomGateway.Service.Conformance;

namespace DicomGateway.Service.Commands;

/// <summary>`conformance`: the DICOM conformance statement.</summary>
internal static class ConformanceCommand
{
    public static Command Create()
    {
        var command = new Command("conformance", "Write the DICOM conformance statement (Markdown).");
        command.Runs((_, _) =>
        {
            Console.Out.Write(ConformanceStatement.Write());
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
