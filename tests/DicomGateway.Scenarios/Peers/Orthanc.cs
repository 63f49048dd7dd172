using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios.Peers;

/// <summary>Orthanc as archive and as sender, driven by its REST interface.</summary>
internal sealed class Orthanc : IAsyncDisposable
{
    private const string DicomWebPlugin = "/usr/share/orthanc/plugins/libOrthancDicomWeb.so";

    private readonly Process _process;
    private readonly HttpClient _http;

    private Orthanc(Process process, HttpClient http, int port) => (_process, _http, Port) = (process, http, port);

    public int Port { get; }

    /// <summary>Base of its DICOMweb services.</summary>
    public Uri DicomWeb => new(_http.BaseAddress!, "dicom-web");

    public static async Task<Orthanc> StartAsync(string folder, string aeTitle, int gatewayPort, bool withDicomWeb = false, string gatewayAeTitle = "TRIAL")
    {
        if (Tool.Find("Orthanc") is not { } program)
            throw new IgnoreException("Orthanc is missing.");
        if (withDicomWeb && !File.Exists(DicomWebPlugin))
            throw new IgnoreException("Orthanc's DICOMweb plugin is missing.");
        Directory.CreateDirectory(folder);
        var (port, httpPort) = (GatewayProcess.FreePort(), GatewayProcess.FreePort());
        var file = Path.Combine(folder, "orthanc.json");
        var configuration = new JsonObject
        {
            ["Name"] = aeTitle,
            ["StorageDirectory"] = Path.Combine(folder, "db"),
            ["IndexDirectory"] = Path.Combine(folder, "db"),
            ["DicomAet"] = aeTitle,
            ["DicomPort"] = port,
            ["HttpPort"] = httpPort,
            ["RemoteAccessAllowed"] = false,
            ["AuthenticationEnabled"] = false,
            ["UnknownSopClassAccepted"] = true,
            ["Plugins"] = withDicomWeb ? new JsonArray(DicomWebPlugin) : new JsonArray(),
            ["DicomModalities"] = new JsonObject
            {
                ["gateway"] = new JsonArray(gatewayAeTitle, "127.0.0.1", gatewayPort),

                // As which the gateway sends, asks for commitment, and takes the report.
                ["forwarder"] = new JsonArray("DICOMGATEWAY", "127.0.0.1", gatewayPort),
            },
        };
        await File.WriteAllTextAsync(file, configuration.ToJsonString());
        var process = Process.Start(new ProcessStartInfo(program, [file]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.ErrorDataReceived += static (_, _) => { };
        process.OutputDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{httpPort}/"), Timeout = TimeSpan.FromMinutes(5) };
        await Eventually.TrueAsync("Orthanc answers", TimeSpan.FromSeconds(30), async () => await StoreScp.ListensAsync(httpPort) && await StoreScp.ListensAsync(port));
        return new Orthanc(process, http, port);
    }

    public async Task<IReadOnlyList<string>> InstancesAsync() =>
        await _http.GetFromJsonAsync<List<string>>(new Uri("instances", UriKind.Relative)) ?? [];

    public Task<byte[]> FileAsync(string instance) => _http.GetByteArrayAsync(new Uri($"instances/{instance}/file", UriKind.Relative));

    public async Task DeleteAsync(string instance)
    {
        using var response = await _http.DeleteAsync(new Uri($"instances/{instance}", UriKind.Relative));
        response.EnsureSuccessStatusCode();
    }

    public async Task UploadAsync(string file)
    {
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(file));
        using var response = await _http.PostAsync(new Uri("instances", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>False when Orthanc does not want the file.</summary>
    public async Task<bool> TryUploadAsync(string file)
    {
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(file));
        using var response = await _http.PostAsync(new Uri("instances", UriKind.Relative), content);
        return response.IsSuccessStatusCode;
    }

    /// <summary>Sends everything to the gateway, as a PACS would.</summary>
    public async Task SendAllAsync()
    {
        using var response = await _http.PostAsJsonAsync(new Uri("modalities/gateway/store", UriKind.Relative), await InstancesAsync());
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Sends series by series, past what cannot be sent.</summary>
    /// <returns>Series that did not go in full, with what Orthanc says.</returns>
    public async Task<IReadOnlyList<string>> SendSeriesAsync()
    {
        var failures = new List<string>();
        foreach (var series in await _http.GetFromJsonAsync<List<string>>(new Uri("series", UriKind.Relative)) ?? [])
        {
            var job = new JsonObject { ["Resources"] = new JsonArray(series), ["Permissive"] = true, ["Synchronous"] = true };
            using var response = await _http.PostAsJsonAsync(new Uri("modalities/gateway/store", UriKind.Relative), job);
            if (!response.IsSuccessStatusCode)
                failures.Add(await response.Content.ReadAsStringAsync());
        }

        return failures;
    }

    /// <summary>C-FIND of the gateway; returns Orthanc's id of the query and the Study Instance UIDs of the answers.</summary>
    public async Task<(string Query, IReadOnlyList<string> Studies)> QueryAsync(string level, JsonObject keys)
    {
        using var response = await _http.PostAsJsonAsync(new Uri("modalities/gateway/query", UriKind.Relative), new JsonObject { ["Level"] = level, ["Query"] = keys });
        response.EnsureSuccessStatusCode();
        var id = (await response.Content.ReadFromJsonAsync<JsonObject>())!["ID"]!.GetValue<string>();
        var answers = await _http.GetFromJsonAsync<JsonArray>(new Uri($"queries/{id}/answers?expand&simplify", UriKind.Relative));
        return (id, [.. answers!.Select(answer => answer!["StudyInstanceUID"]!.GetValue<string>())]);
    }

    /// <summary>C-MOVE of everything that a query found.</summary>
    public async Task RetrieveAsync(string query, string aeTitle)
    {
        using var response = await _http.PostAsJsonAsync(
            new Uri($"queries/{query}/retrieve", UriKind.Relative), new JsonObject { ["TargetAet"] = aeTitle, ["Synchronous"] = true });
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _http.Dispose();
    }
}
