using System.Diagnostics;

namespace DicomGateway.Testing.Faults.Machine;

/// <summary>Programs of the operating system that a test needs.</summary>
public static class Tool
{
    /// <summary>The full path of a program on PATH or in the system folders, or null.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(["/usr/sbin", "/sbin", "/usr/bin", "/bin"])
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <exception cref="IOException">The program failed; the text holds what it said.</exception>
    public static async Task<string> RunAsync(string name, params string[] arguments)
    {
        var (status, output, error) = await TryRunAsync(name, arguments);
        return status == 0 ? output : throw new IOException($"{name} {string.Join(' ', arguments)} ended with {status}: {error}{output}");
    }

    public static Task<(int Status, string Output, string Error)> TryRunAsync(string name, params string[] arguments) => TryRunWithInputAsync(null, name, arguments);

    public static async Task<(int Status, string Output, string Error)> TryRunWithInputAsync(string? input, string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(Find(name) ?? name, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = input is not null,
        };
        using var process = Process.Start(start)!;
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }

        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
