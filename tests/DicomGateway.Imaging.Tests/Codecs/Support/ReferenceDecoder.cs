using System.Diagnostics;

namespace DicomGateway.Imaging.Tests.Codecs.Support;

/// <summary>A decoder of another project, run as a program that turns a file into a native one. Tests skip by its name where it is not installed.</summary>
internal static class ReferenceDecoder
{
    /// <summary>The native file; null when the program refuses the coded one.</summary>
    public static CodedFile? Decode(string program, string path, params string[] options)
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))))
            Assert.Ignore($"{program} is not installed.");
        var native = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"reference-{Guid.NewGuid():N}.dcm");
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, [.. options, path, native]) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? CodedFile.Open(native) : null;
        }
        finally
        {
            File.Delete(native);
        }
    }
}
