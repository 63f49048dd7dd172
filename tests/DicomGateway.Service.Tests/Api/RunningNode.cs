using System.Net.Sockets;
using System.Text.Json.Nodes;
using DicomGateway.Service.Accounts;
using DicomGateway.Service.Api;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Control;
using DicomGateway.Service.Hosting;
using DicomGateway.Testing.Faults.Machine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace DicomGateway.Service.Tests.Api;

/// <summary>A whole node in this process, with its three doors open on loopback.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    private const string Site = "http://127.0.0.1";

    private readonly string _folder;

    private RunningNode(string folder, WebApplication app, int consolePort, int healthPort) =>
        (_folder, App, ConsolePort, HealthPort) = (folder, app, consolePort, healthPort);

    public WebApplication App { get; private set; }

    public int ConsolePort { get; }

    public int HealthPort { get; }

    public string Folder => _folder;

    public GatewayNode Node => App.Services.GetRequiredService<GatewayNode>();

    /// <param name="change">Changes what gateway.json says.</param>
    /// <param name="shape">Adds to the process before it starts.</param>
    public static async Task<RunningNode> StartAsync(Action<JsonObject, string>? change = null, Action<WebApplication>? shape = null)
    {
        var folder = Directory.CreateTempSubdirectory("node-").FullName;
        var (console, health) = (GatewayProcess.FreePort(), GatewayProcess.FreePort());
        var configuration = Template(folder, console, health);
        change?.Invoke(configuration, folder);
        foreach (var name in new[] { "config", "keys", "data" })
            Directory.CreateDirectory(Path.Combine(folder, name));
        await File.WriteAllTextAsync(FileIn(folder), configuration.ToJsonString());
        return new RunningNode(folder, await RunAsync(folder, shape), console, health);
    }

    /// <summary>Stops the node and starts it again, perhaps with another gateway.json.</summary>
    public async Task RestartAsync(Action<JsonObject>? change = null)
    {
        await App.StopAsync();
        await App.DisposeAsync();
        var configuration = JsonNode.Parse(await File.ReadAllTextAsync(FileIn(_folder)))!.AsObject();
        change?.Invoke(configuration);
        await File.WriteAllTextAsync(FileIn(_folder), configuration.ToJsonString());
        App = await RunAsync(_folder, null);
    }

    /// <summary>What somebody who is signed in sends: the cookie, and the token that the pages of the session hold.</summary>
    public (string Cookie, string Token) SignIn(ApiRole role, string name = "anna")
    {
        var sessions = App.Services.GetRequiredService<SessionKeeper>();
        var secret = sessions.Begin(ApiUser.OfAccount(name, role));
        return ($"dicom-gateway={secret}", sessions.Find(secret, prolongs: false)!.FormToken);
    }

    /// <summary>A browser or script at the console's port; nobody in particular without a role.</summary>
    public HttpClient AtConsole(ApiRole role = ApiRole.None, string name = "anna")
    {
        var http = Client(ConsolePort);
        if (role == ApiRole.None)
            return http;
        var (cookie, token) = SignIn(role, name);
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        http.DefaultRequestHeaders.Add("X-Form-Token", token);
        return http;
    }

    public HttpClient AtHealth() => Client(HealthPort);

    public HttpClient AtSocket()
    {
        var endPoint = new UnixDomainSocketEndPoint(ControlSocket.PathIn(Path.Combine(_folder, "data")));
        return new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(endPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = new Uri("http://gateway/") };
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string FileIn(string folder) => Path.Combine(folder, "config", "gateway.json");

    private static async Task<WebApplication> RunAsync(string folder, Action<WebApplication>? shape)
    {
        var app = GatewayHost.Build(ConfigurationLoader.Load(FileIn(folder), Path.Combine(folder, "data")), _ => { });
        shape?.Invoke(app);
        await app.StartAsync();
        return app;
    }

    private static HttpClient Client(int port) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri($"{Site}:{port}/") };

    private static JsonObject Template(string folder, int console, int health) => new()
    {
        ["keyFile"] = Path.Combine(folder, "keys", "keys.json"),
        ["listeners"] = new JsonObject
        {
            ["dicom"] = new JsonObject { ["port"] = 0 },
            ["health"] = new JsonObject { ["port"] = health },
            ["console"] = new JsonObject { ["port"] = console },
        },
        ["storage"] = new JsonObject { ["watermarkMegabytes"] = 16 },
        ["projects"] = new JsonArray(new JsonObject { ["name"] = "trial", ["aeTitles"] = new JsonArray("TRIAL") }),
        ["retrieve"] = new JsonObject { ["aeTitles"] = new JsonArray("RETRIEVE") },
    };
}
