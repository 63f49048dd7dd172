using System.Runtime.CompilerServices;

namespace DicomGateway.Network.Tests;

/// <summary>Files beside the repository that tests use where they are there.</summary>
internal static class SharedFiles
{
    public static string? Find(string relative)
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("DICOMGATEWAY_SHARED") ?? Path.Combine(Root(), "..", "shared"), relative);
        return File.Exists(path) ? path : null;
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
