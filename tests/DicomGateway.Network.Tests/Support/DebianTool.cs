using System.Diagnostics;

namespace DicomGateway.Network.Tests.Support;

/// <summary>Runs a program that another project made. Tests skip by its name where it is not installed.</summary>
internal sealed class DebianTool : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private DebianTool(Process process) => _process = process;

    public static DebianTool Start(string name, params string[] arguments)
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name))))
            Assert.Ignore($"{name} is not installed.");
        var start = new ProcessStartInfo(name, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        return new DebianTool(Process.Start(start)!);
    }

    /// <summary>Runs to the end; returns exit code and everything printed.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string name, params string[] arguments)
    {
        await using var tool = Start(name, arguments);
        using var tooLong = new CancellationTokenSource(Patience);
        var output = tool._process.StandardOutput.ReadToEndAsync(tooLong.Token);
        var errors = await tool._process.StandardError.ReadToEndAsync(tooLong.Token);
        await tool._process.WaitForExitAsync(tooLong.Token);
        return (tool._process.ExitCode, await output + errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
