using System.Runtime.CompilerServices;

namespace DicomGateway.Testing;

/// <summary>The folder of real files and tables that lies beside the repository on machines that have it.</summary>
public static class SharedFolder
{
    /// <summary>The folder: the environment variable DICOMGATEWAY_SHARED, or "shared" beside the repository; null when there is none: the test is to ignore itself by name.</summary>
    public static string? Find() => Candidates().FirstOrDefault(folder => Directory.Exists(Path.Combine(folder, "standard")));

    private static IEnumerable<string> Candidates([CallerFilePath] string here = "")
    {
        if (Environment.GetEnvironmentVariable("DICOMGATEWAY_SHARED") is { Length: > 0 } named)
            yield return named;
        yield return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "shared"));
    }
}
