using System.CommandLine;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Control;

namespace DicomGateway.Service.Commands;

/// <summary>Turns what may go wrong in any command into a line on stderr and an exit code.</summary>
internal static class CommandRunner
{
    public static void Runs(this Command command, Func<ParseResult, CancellationToken, Task<int>> action) =>
        command.SetAction((parse, cancellationToken) => GuardAsync(() => action(parse, cancellationToken)));

    private static async Task<int> GuardAsync(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (CommandException e)
        {
            return Fail(e.Message, e.Remedy, e.ExitCode);
        }
        catch (ControlException e)
        {
            var code = e.IsUnreachable ? ExitCode.Unreachable : e.IsNotFound ? ExitCode.NotFound : ExitCode.Failed;
            return Fail(e.Message, e.Remedy, code);
        }
        catch (ConfigurationException e)
        {
            return Fail(e.Message, "Correct the file; `dicom-gateway config check` reads it without starting anything.", ExitCode.Usage);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Cancelled;
        }
        catch (UnauthorizedAccessException e)
        {
            return Fail(e.Message, "Run the command as the user whose folder it is, or give the folder to this one.", ExitCode.Failed);
        }
        catch (IOException e)
        {
            return Fail(e.Message, "", ExitCode.Failed);
        }
    }

    private static int Fail(string what, string remedy, int code)
    {
        Console.Error.WriteLine("dicom-gateway: " + what);
        if (remedy.Length > 0)
            Console.Error.WriteLine("  " + remedy);
        return code;
    }
}
