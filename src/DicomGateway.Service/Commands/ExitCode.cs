namespace DicomGateway.Service.Commands;

/// <summary>What a command's exit code says. Documented in docs/operations.md; never renumber.</summary>
internal static class ExitCode
{
    /// <summary>All was done.</summary>
    public const int Done = 0;

    /// <summary>Not all was done, or a check found something wrong; the output says what.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration is wrong; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>The service or the peer could not be reached.</summary>
    public const int Unreachable = 3;

    /// <summary>There is no such study, file or entry.</summary>
    public const int NotFound = 4;

    /// <summary>Stopped by the user.</summary>
    public const int Cancelled = 130;
}
