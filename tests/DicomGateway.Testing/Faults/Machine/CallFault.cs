using System.Diagnostics;
using System.Text;

namespace DicomGateway.Testing.Faults.Machine;

/// <summary>
/// Lets system calls of a running process fail for one file, until disposed: strace attaches itself and answers in the kernel's place. Nothing of the
/// process changes, and what it asks for does not happen.
/// </summary>
public sealed class CallFault : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Process _strace;

    private CallFault(Process strace) => _strace = strace;

    /// <param name="process">Id of the process; all its threads are meant.</param>
    /// <param name="file">Full path of the file, without symbolic links.</param>
    /// <param name="calls">Names of system calls, separated by commas.</param>
    /// <param name="error">Name of the error number, such as EIO.</param>
    /// <returns>Null where strace is missing or may not attach; the reason is in <paramref name="why"/>.</returns>
    public static CallFault? Start(int process, string file, string calls, string error, out string why)
    {
        why = "strace is missing";
        if (Tool.Find("strace") is not { } strace)
            return null;
        string[] arguments = ["-f", "-p", $"{process}", "-P", file, "-e", $"trace={calls}", "-e", $"inject={calls}:error={error}", "-e", "signal=none", "-o", "/dev/null"];
        var said = new StringBuilder();
        using var attached = new ManualResetEventSlim();
        var started = Process.Start(new ProcessStartInfo(strace, arguments) { RedirectStandardError = true })!;
        started.ErrorDataReceived += (_, line) =>
        {
            lock (said)
                said.AppendLine(line.Data);
            if (line.Data is null || line.Data.Contains("attached", StringComparison.Ordinal))
                SetQuietly(attached);
        };
        started.BeginErrorReadLine();
        if (attached.Wait(Patience) && !started.HasExited)
            return new CallFault(started);
        lock (said)
            why = $"strace cannot attach: {said}";
        started.Dispose();
        return null;
    }

    /// <summary>Detaches: from now on the calls reach the kernel again.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_strace.HasExited)
            Posix.Signal(_strace.Id, Posix.Terminate);
        await _strace.WaitForExitAsync();
        _strace.Dispose();
    }

    private static void SetQuietly(ManualResetEventSlim attached)
    {
        try
        {
            attached.Set();
        }
        catch (ObjectDisposedException)
        {
            // Nobody waits any more.
        }
    }
}
