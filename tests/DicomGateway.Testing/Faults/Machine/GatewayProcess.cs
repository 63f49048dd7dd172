using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using DicomGateway.Testing.Faults.Wire;

namespace DicomGateway.Testing.Faults.Machine;

/// <summary>The product's executable as a child process, seen from outside only.</summary>
public sealed class GatewayProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StreamWriter _output;

    private GatewayProcess(GatewaySetup setup, Process process, StreamWriter output) => (Setup, _process, _output) = (setup, process, output);

    public GatewaySetup Setup { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>From the start of the process until it answered a C-ECHO.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>The built executable: DICOMGATEWAY_EXECUTABLE, or the one beside the tests.</summary>
    public static string Executable =>
        Environment.GetEnvironmentVariable("DICOMGATEWAY_EXECUTABLE") ?? Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "dicom-gateway.exe" : "dicom-gateway");

    public int Id => _process.Id;

    /// <summary>A port that is free now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts a node and waits until it answers a C-ECHO.</summary>
    /// <exception cref="IOException">It ended, or did not answer in time; the text holds the end of what it wrote.</exception>
    public static async Task<GatewayProcess> StartAsync(GatewaySetup setup, TimeSpan within)
    {
        var node = Launch(setup);
        var clock = Stopwatch.StartNew();
        while (!await node.AnswersAsync())
        {
            if (node.HasExited || clock.Elapsed > within)
            {
                var state = node.HasExited ? $"ended with {node._process.ExitCode}" : "did not answer";
                await node.DisposeAsync();
                throw new IOException($"The node {state} after {clock.Elapsed.TotalSeconds:F1} s:\n{node.LastOutput()}");
            }

            await Task.Delay(20);
        }

        node.StartTime = clock.Elapsed;
        return node;
    }

    /// <summary>Starts a node without waiting: it may be made to die on its way.</summary>
    public static GatewayProcess Launch(GatewaySetup setup)
    {
        setup.WriteConfiguration();
        string[] command = [.. setup.Under, Executable, "serve", "--config", setup.Configuration, "--data", setup.DataFolder];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var output = new StreamWriter(setup.Output, append: true) { AutoFlush = true };
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new GatewayProcess(setup, process, output);
    }

    public void Freeze() => Posix.Signal(Id, Posix.Stop);

    public void Thaw() => Posix.Signal(Id, Posix.Continue);

    /// <summary>SIGKILL: the process gets no chance to do anything.</summary>
    public async Task KillAsync()
    {
        Posix.Signal(Id, Posix.Kill);
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits until the process has ended by itself.</summary>
    public async Task<bool> EndedAsync(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>SIGTERM, as a service manager stops it. Returns the exit code.</summary>
    public async Task<int> StopAsync(TimeSpan within)
    {
        Posix.Signal(Id, Posix.Terminate);
        if (!await EndedAsync(within))
            await KillAsync();
        return _process.ExitCode;
    }

    /// <summary>What `check` finds wrong with database, spool, keys and ledger; empty when all is well.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync()
    {
        using var answer = await AskAsync("check", "--config", Setup.Configuration, "--data", Setup.DataFolder, "--bytes", "--json");
        return [.. answer.RootElement.EnumerateArray()
            .Where(item => !item.GetProperty("isSound").GetBoolean())
            .Select(item => $"{item.GetProperty("name").GetString()}: {item.GetProperty("text").GetString()}")];
    }

    /// <summary>State and number of instances of every study.</summary>
    public async Task<IReadOnlyList<(long Id, string State, int Instances)>> StudiesAsync()
    {
        using var answer = await AskAsync("studies", "--data", Setup.DataFolder, "--limit", "100000", "--json");
        return [.. answer.RootElement.EnumerateArray().Select(study => (study.GetProperty("id").GetInt64(), study.GetProperty("state").GetString()!, study.GetProperty("instances").GetInt32()))];
    }

    /// <summary>Studies on hold, each with the codes of its findings.</summary>
    public async Task<IReadOnlyList<(long Study, IReadOnlyList<string> Codes)>> HoldsAsync()
    {
        using var answer = await AskAsync("hold", "list", "--data", Setup.DataFolder, "--json");
        return [.. answer.RootElement.EnumerateArray().Select(hold => (
            hold.GetProperty("study").GetInt64(),
            (IReadOnlyList<string>)[.. hold.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()!)]))];
    }

    /// <summary>Lets a held study go on, as a person would.</summary>
    public Task ReleaseAsync(long study, string why) =>
        Tool.RunAsync(Executable, "hold", "release", study.ToString(System.Globalization.CultureInfo.InvariantCulture), "--why", why, "--data", Setup.DataFolder);

    public string LastOutput()
    {
        using var reader = new StreamReader(new FileStream(Setup.Output, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return string.Join('\n', reader.ReadToEnd().Split('\n').TakeLast(30));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
        lock (_output)
            _output.Dispose();
    }

    private static async Task<JsonDocument> AskAsync(params string[] arguments)
    {
        var (status, output, error) = await Tool.TryRunAsync(Executable, arguments);
        try
        {
            return JsonDocument.Parse(output);
        }
        catch (JsonException)
        {
            throw new IOException($"`{string.Join(' ', arguments)}` ended with {status}: {error}{output}");
        }
    }

    private async Task<bool> AnswersAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            using var sender = await WireSender.OpenAsync(Setup.DicomPort, "PROOF", "SENDER", 16384, limit.Token);
            var status = await sender.EchoAsync(limit.Token);
            await sender.ReleaseAsync(limit.Token);
            return status == 0;
        }
        catch (Exception cause) when (cause is IOException or SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    private static void Append(StreamWriter output, string? line)
    {
        lock (output)
        {
            if (line is not null && output.BaseStream is not null)
                output.WriteLine(line);
        }
    }
}
