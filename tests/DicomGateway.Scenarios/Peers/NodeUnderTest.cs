using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios.Peers;

/// <summary>The product's executable with a configuration of the scenario's own, seen from outside.</summary>
internal sealed class NodeUnderTest : IAsyncDisposable
{
    private readonly ProofFolder _folder;
    private Process? _process;
    private int _starts;

    public NodeUnderTest(string name, Action<JsonObject>? change = null, string? dataFolder = null)
    {
        _folder = ProofFolder.Make(name);
        DataFolder = dataFolder ?? _folder.Combine("data");
        DicomPort = GatewayProcess.FreePort();
        HealthPort = GatewayProcess.FreePort();
        var configuration = Template();
        change?.Invoke(configuration);
        Directory.CreateDirectory(_folder.Combine("config"));
        Directory.CreateDirectory(_folder.Combine("keys"));
        Directory.CreateDirectory(DataFolder);
        File.WriteAllText(ConfigurationFile, configuration.ToJsonString());
    }

    public string Folder => _folder.Path;

    /// <summary>Program and arguments to start the node under, such as `ip netns exec NAME`.</summary>
    public IReadOnlyList<string> Under { get; init; } = [];

    /// <summary>How to connect to the health port where it is not on this machine's loopback.</summary>
    public Func<int, Task<Socket>>? Connect { get; init; }

    public int DicomPort { get; }

    public int HealthPort { get; }

    public string DataFolder { get; }

    /// <summary>Of the process that runs.</summary>
    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("The node does not run.");

    public string ConfigurationFile => _folder.Combine("config", "gateway.json");

    public string Output => _folder.Combine("output.txt");

    /// <summary>Changes the configuration before the next start.</summary>
    public void Change(Action<JsonObject> change)
    {
        var configuration = JsonNode.Parse(File.ReadAllText(ConfigurationFile))!.AsObject();
        change(configuration);
        File.WriteAllText(ConfigurationFile, configuration.ToJsonString());
    }

    /// <summary>Starts and waits for readiness.</summary>
    public async Task StartAsync()
    {
        var process = Launch();
        using var http = Http();
        await Eventually.TrueAsync($"the node becomes ready; it wrote:\n{await ReadOutputAsync()}", TimeSpan.FromSeconds(40), async () =>
        {
            if (process.HasExited)
                Assert.Fail($"The node ended with {process.ExitCode}:\n{await ReadOutputAsync()}");
            try
            {
                return (await http.GetAsync(new Uri("health/ready", UriKind.Relative))).StatusCode == HttpStatusCode.OK;
            }
            catch (Exception exception) when (exception is HttpRequestException or SocketException)
            {
                return false;
            }
        });
    }

    /// <summary>Starts without waiting.</summary>
    public Process Launch()
    {
        string[] command = [.. Under, GatewayProcess.Executable, "serve", "--config", ConfigurationFile, "--data", DataFolder];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        var output = new StreamWriter(_folder.Combine(_starts++ == 0 ? "output.txt" : $"output{_starts}.txt")) { AutoFlush = true };
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        return process;
    }

    /// <summary>SIGTERM; returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (_process is null)
            return 0;
        Posix.Signal(_process.Id, Posix.Terminate);
        return await EndedAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>Waits until the node has ended; returns the exit code.</summary>
    public async Task<int> EndedAsync(TimeSpan within)
    {
        if (_process is null)
            return 0;
        using var limit = new CancellationTokenSource(within);
        await _process.WaitForExitAsync(limit.Token);
        var code = _process.ExitCode;
        _process.Dispose();
        _process = null;
        return code;
    }

    /// <summary>Runs a command of the product against this node.</summary>
    public async Task<(int Status, string Output, string Error)> CommandAsync(params string[] arguments) =>
        await Tool.TryRunAsync(GatewayProcess.Executable, [.. arguments, "--data", DataFolder]);

    /// <summary>Runs a command that reads what it is about from its standard input.</summary>
    public async Task<(int Status, string Output, string Error)> CommandWithInputAsync(string input, params string[] arguments) =>
        await Tool.TryRunWithInputAsync(input, GatewayProcess.Executable, [.. arguments, "--data", DataFolder]);

    public async Task<IReadOnlyList<JsonElement>> StudiesAsync()
    {
        var (status, output, error) = await CommandAsync("studies", "--limit", "10000", "--json");
        Assert.That(status, Is.Zero, error);
        using var document = JsonDocument.Parse(output);
        return [.. document.RootElement.EnumerateArray().Select(study => study.Clone())];
    }

    /// <summary>Waits until there are so many studies and none is on its way any more.</summary>
    public async Task<IReadOnlyList<string>> SettledStatesAsync(int studies, TimeSpan within)
    {
        IReadOnlyList<string> states = [];
        await Eventually.TrueAsync($"{studies} studies come to rest", within, async () =>
        {
            states = [.. (await StudiesAsync()).Select(study => study.GetProperty("state").GetString()!)];
            return states.Count >= studies && states.All(state => state is "Forwarded" or "Committed" or "Held" or "Rejected");
        }, () => $"states: {string.Join(", ", states)}");
        return states;
    }

    /// <summary>What /health/ready says is wrong; empty when it is ready.</summary>
    public async Task<string> ProblemsAsync()
    {
        using var http = Http();
        using var answer = await http.GetAsync(new Uri("health/ready", UriKind.Relative));
        return answer.IsSuccessStatusCode ? "" : await answer.Content.ReadAsStringAsync();
    }

    public async Task<string> ReadOutputAsync()
    {
        if (!File.Exists(Output))
            return "";
        using var reader = new StreamReader(new FileStream(Output, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return await reader.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        _process?.Dispose();
        _folder.Keep |= TestContext.CurrentContext.Result.Outcome.Status == NUnit.Framework.Interfaces.TestStatus.Failed;
        _folder.Dispose();
    }

    private HttpClient Http()
    {
        var handler = new SocketsHttpHandler();
        if (Connect is { } connect)
            handler.ConnectCallback = async (_, _) => new NetworkStream(await connect(HealthPort), ownsSocket: true);
        return new HttpClient(handler) { BaseAddress = new Uri($"http://127.0.0.1:{HealthPort}/") };
    }

    private JsonObject Template() => new()
    {
        ["keyFile"] = _folder.Combine("keys", "keys.json"),
        ["listeners"] = new JsonObject
        {
            ["dicom"] = new JsonObject { ["address"] = "127.0.0.1", ["port"] = DicomPort },
            ["health"] = new JsonObject { ["address"] = "127.0.0.1", ["port"] = HealthPort },
        },
        ["storage"] = new JsonObject { ["watermarkMegabytes"] = 16 },
        ["destinations"] = new JsonArray(),
        ["projects"] = new JsonArray(new JsonObject { ["name"] = "trial", ["aeTitles"] = new JsonArray("TRIAL"), ["assemblyIdle"] = "1s" }),
        ["peers"] = new JsonArray(new JsonObject { ["aeTitle"] = "SENDER", ["addresses"] = new JsonArray("127.0.0.0/8") }),
    };

    private static void Append(StreamWriter output, string? line)
    {
        lock (output)
        {
            if (line is not null && output.BaseStream is not null)
                output.WriteLine(line);
        }
    }
}
