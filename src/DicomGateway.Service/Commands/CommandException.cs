namespace DicomGateway.Service.Commands;

/// <summary>A command cannot go on: what is wrong, what to do, and the exit code.</summary>
internal sealed class CommandException(string what, string remedy, int exitCode = ExitCode.Usage) : Exception(what)
{
    public string Remedy { get; } = remedy;

    public int ExitCode { get; } = exitCode;
}
