using System.Diagnostics;
using System.Text.RegularExpressions;

namespace DicomGateway.Curation.Tests.Support;

/// <summary>Debian's validator (dicom3tools), an oracle that shares nothing with us.</summary>
internal static partial class Dciodvfy
{
    private const string Tool = "/usr/bin/dciodvfy";

    public static void Require()
    {
        if (!File.Exists(Tool))
            Assert.Ignore("dciodvfy (Debian package dicom3tools) is not installed.");
    }

    /// <summary>Errors without the values that they quote.</summary>
    public static IReadOnlyList<string> Errors(string path)
    {
        using var process = Process.Start(new ProcessStartInfo(Tool, ["-new", path]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var lines = process.StandardError.ReadToEnd() + output.Result;
        process.WaitForExit();
        return [.. lines.Split('\n').Where(line => line.StartsWith("Error", StringComparison.Ordinal)).Select(line => Quoted().Replace(line, "<>").Trim()).Distinct()];
    }

    [GeneratedRegex("(?<=[vV]alue.*)<[^>]*>|VL = <[^>]*>|should be <[^>]*>|UID += <[^>]*>|\\d+(\\.\\d+){2,}")]
    private static partial Regex Quoted();
}
