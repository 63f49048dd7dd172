using System.Runtime.CompilerServices;

namespace DicomGateway.Curation.Tests.Support;

/// <summary>Real files that lie beside the repository; tests that need them are skipped by name where they are not.</summary>
internal static class SharedFolder
{
    public static string Require(string below, [CallerFilePath] string here = "")
    {
        var root = Environment.GetEnvironmentVariable("DICOMGATEWAY_SHARED") is { Length: > 0 } given
            ? given
            : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "shared"));
        var path = Path.Combine(root, below);
        if (!Path.Exists(path))
            Assert.Ignore($"{below} of the shared folder is not here (DICOMGATEWAY_SHARED).");
        return path;
    }
}
