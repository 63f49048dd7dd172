using System.Text;

namespace DicomGateway.Service.Control;

/// <summary>The local socket that commands reach the running service through.</summary>
internal static class ControlSocket
{
    /// <summary>Longest path that sun_path holds, on Linux and on Windows.</summary>
    private const int LongestPath = 107;

    public static string PathIn(string dataFolder) => Path.Combine(Path.GetFullPath(dataFolder), "control.sock");

    /// <exception cref="PathTooLongException">The data folder lies too deep for a socket.</exception>
    public static string UsablePathIn(string dataFolder)
    {
        var path = PathIn(dataFolder);
        return Encoding.UTF8.GetByteCount(path) <= LongestPath
            ? path
            : throw new PathTooLongException($"{path} is too long for a local socket ({LongestPath} bytes at most). Choose a data folder with a shorter path.");
    }
}
