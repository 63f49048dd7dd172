using System.Runtime.CompilerServices;

namespace DicomGateway.Architecture;

/// <summary>The checked-out sources, found from this file's own place.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Locate();

    public static IEnumerable<string> Sources(string below) =>
        Directory.EnumerateFiles(Path.Combine(Root, below), "*.cs", SearchOption.AllDirectories)
            .Where(path => !Segments(path).Any(s => s is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    public static bool IsGenerated(string path) =>
        path.EndsWith(".Generated.cs", StringComparison.Ordinal) || path.EndsWith(".g.cs", StringComparison.Ordinal);

    private static string[] Segments(string path) => Relative(path).Split('/');

    private static string Locate([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
