using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Network.Transport;
using DicomGateway.Service.Api;
using DicomGateway.Service.Pacs;

namespace DicomGateway.Service.Tests.Api;

/// <summary>Peers, move destinations and PACS while the node runs: added, changed and removed over the API, felt by who connects, kept over a start.</summary>
[TestFixture]
internal sealed class AdmissionTests
{
    private RunningNode _node = null!;
    private HttpClient _http = null!;

    [SetUp]
    public async Task Start()
    {
        _node = await RunningNode.StartAsync((configuration, _) =>
        {
            configuration["peers"] = new JsonArray(new JsonObject { ["aeTitle"] = "OFFILE", ["addresses"] = new JsonArray("127.0.0.0/8") });
            configuration["pacs"] = new JsonArray(Pacs("main", "PACS"));
            configuration["moveDestinations"] = new JsonArray(new JsonObject { ["aeTitle"] = "READER", ["host"] = "127.0.0.1", ["port"] = 104 });
        });
        _http = _node.AtConsole(ApiRole.Administrator);
    }

    [TearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _node.DisposeAsync();
    }

    [Test]
    public async Task Peer_is_let_in_as_soon_as_it_is_added_and_no_more_once_it_is_removed()
    {
        Assert.That((await EchoAsync("OFFILE", "TRIAL"), await EchoAsync("CT1", "TRIAL")), Is.EqualTo((true, false)));
        await SendAsync(HttpMethod.Post, "peers", """{ "aeTitle": "CT1", "addresses": ["127.0.0.1"], "calledAeTitles": ["TRIAL"] }""");
        Assert.That((await EchoAsync("CT1", "TRIAL"), await EchoAsync("CT1", "RETRIEVE"), await EchoAsync("OFFILE", "TRIAL")), Is.EqualTo((true, false, true)));
        await SendAsync(HttpMethod.Put, "peers", """{ "aeTitle": "CT1", "addresses": ["127.0.0.1"] }""");
        Assert.That(await EchoAsync("CT1", "RETRIEVE"), Is.True, "nothing named means all");

        await _node.RestartAsync();
        _http.Dispose();
        _http = _node.AtConsole(ApiRole.Administrator);
        Assert.That(await EchoAsync("CT1", "RETRIEVE"), Is.True, "it stays over a start");
        await SendAsync(HttpMethod.Delete, "peers?aeTitle=CT1", null, HttpStatusCode.NoContent);
        Assert.That(await EchoAsync("CT1", "TRIAL"), Is.False);
        var audit = (await _node.Node.Records.Audit.ListAfterAsync(0, 1000, default)).Where(row => row.Actor == "account anna").ToList();
        Assert.That(audit.Select(row => row.Action), Is.EqualTo(new[] { "configuration.added", "configuration.changed", "configuration.removed" }));
        Assert.That(audit[1].Detail, Does.Contain("before").And.Contain("after").And.Contain("TRIAL"));
    }

    [Test]
    public async Task Every_mistake_of_a_peer_is_named_at_once_and_nothing_is_changed()
    {
        var problem = await RefusedAsync(
            HttpMethod.Post,
            "peers",
            """{ "aeTitle": "SEVENTEEN_LETTERS", "addresses": ["10.0.0.0/33"], "calledAeTitles": ["NONE\\"], "certificateSubjects": ["CN=x"], "query": ["other"], "moveDestinations": ["X"], "port": 1 }""",
            HttpStatusCode.BadRequest);
        Assert.That(problem.Errors!.Select(error => error.Where), Is.EquivalentTo(new[] { "$.aeTitle", "$.addresses[0]", "$.calledAeTitles[0]", "$.port" }));
        problem = await RefusedAsync(
            HttpMethod.Post, "peers", """{ "aeTitle": "CT1", "calledAeTitles": ["NONE"], "certificateSubjects": ["CN=x"], "query": ["other"], "moveDestinations": ["X"] }""", HttpStatusCode.BadRequest);
        Assert.That(problem.Errors!.Select(error => error.Where), Is.EquivalentTo(new[] { "$", "$.calledAeTitles[0]", "$.query[0]", "$.moveDestinations[0]" }));
        Assert.That(problem.Errors!, Has.All.Matches<ApiError>(error => error is { What.Length: > 0, Remedy.Length: > 0 }));
        Assert.That(_node.Node.Admission.Peers.Entries.Select(peer => peer.Name), Is.EqualTo(new[] { "OFFILE" }));
    }

    [Test]
    public async Task What_gateway_json_has_is_not_changed_here_and_takes_no_second_of_its_name()
    {
        const string peer = """{ "aeTitle": "OFFILE" }""", destination = """{ "aeTitle": "READER", "host": "127.0.0.1", "port": 105 }""";
        foreach (var (method, path, body) in new[]
        {
            (HttpMethod.Post, "peers", peer), (HttpMethod.Put, "peers", peer), (HttpMethod.Delete, "peers?aeTitle=OFFILE", null),
            (HttpMethod.Post, "move-destinations", destination), (HttpMethod.Put, "move-destinations", destination), (HttpMethod.Delete, "move-destinations?aeTitle=READER", null),
            (HttpMethod.Post, "pacs", Pacs("main", "X").ToJsonString()), (HttpMethod.Put, "pacs/main", Pacs("main", "X").ToJsonString()), (HttpMethod.Delete, "pacs/main", null),
        })
        {
            var problem = await RefusedAsync(method, path, body, HttpStatusCode.Conflict);
            Assert.That(problem.What + problem.Remedy, Does.Contain("gateway.json").And.Contains("Change it there"), $"{method} {path}");
        }
    }

    [Test]
    public async Task Move_destination_is_there_at_once_and_stays_as_long_as_a_peer_names_it()
    {
        await SendAsync(HttpMethod.Post, "move-destinations", """{ "aeTitle": "WS 7", "host": "127.0.0.1", "port": 11112 }""");
        await SendAsync(HttpMethod.Post, "peers", """{ "aeTitle": "WS 7", "addresses": ["127.0.0.1"], "query": ["trial"], "moveDestinations": ["WS 7", "READER"] }""");
        Assert.That(_node.Node.Transfer.Peers.MoveDestinations.Select(destination => destination.AeTitle), Is.EquivalentTo(new[] { "READER", "WS 7" }));
        Assert.That((await RefusedAsync(HttpMethod.Delete, "move-destinations?aeTitle=WS%207", null, HttpStatusCode.Conflict)).What, Does.Contain("peer 'WS 7'"));
        await SendAsync(HttpMethod.Delete, "peers?aeTitle=WS%207", null, HttpStatusCode.NoContent);
        await SendAsync(HttpMethod.Delete, "move-destinations?aeTitle=WS%207", null, HttpStatusCode.NoContent);
        Assert.That(_node.Node.Transfer.Peers.MoveDestinations.Select(destination => destination.AeTitle), Is.EqualTo(new[] { "READER" }));
    }

    [Test]
    public async Task Pacs_is_added_changed_and_removed_and_may_send_as_long_as_it_is_there_and_to_where_it_is_asked_only()
    {
        Assert.That((await EchoAsync("PACS", "RETRIEVE"), await EchoAsync("PACS", "TRIAL")), Is.EqualTo((true, false)), "that of gateway.json needs no line under peers");
        Assert.That(await EchoAsync("SECOND", "RETRIEVE"), Is.False);
        await SendAsync(HttpMethod.Post, "pacs", Pacs("second", "SECOND").ToJsonString());
        Assert.That(await EchoAsync("SECOND", "RETRIEVE"), Is.True);
        var changed = await SendAsync(HttpMethod.Put, "pacs/second", Pacs("second", "THIRD").ToJsonString());
        Assert.That(changed.GetProperty("options").GetProperty("calledAeTitle").GetString(), Is.EqualTo("THIRD"));
        Assert.That((await EchoAsync("SECOND", "RETRIEVE"), await EchoAsync("THIRD", "RETRIEVE")), Is.EqualTo((false, true)));
        await RefusedAsync(HttpMethod.Put, "pacs/second", Pacs("renamed", "THIRD").ToJsonString(), HttpStatusCode.BadRequest);
        await RefusedAsync(HttpMethod.Put, "pacs/none", Pacs("none", "THIRD").ToJsonString(), HttpStatusCode.NotFound);
        await RefusedAsync(HttpMethod.Delete, "pacs/none", null, HttpStatusCode.NotFound);
        var problem = await RefusedAsync(HttpMethod.Put, "pacs/second", """{ "name": "second", "host": "", "port": 0, "calledAeTitle": " ", "moveDestination": "ELSEWHERE" }""", HttpStatusCode.BadRequest);
        Assert.That(problem.Errors!.Select(error => error.Where), Is.EquivalentTo(new[] { "$.host", "$.port", "$.calledAeTitle" }));
        await SendAsync(HttpMethod.Delete, "pacs/second", null, HttpStatusCode.NoContent);
        Assert.That(await EchoAsync("THIRD", "RETRIEVE"), Is.False);
    }

    [Test]
    public async Task File_that_takes_up_a_name_wins_at_the_start_and_what_names_the_vanished_is_shown_and_grants_nothing()
    {
        await SendAsync(HttpMethod.Post, "peers", """{ "aeTitle": "CT1", "addresses": ["127.0.0.1"] }""");
        await SendAsync(HttpMethod.Post, "peers", """{ "aeTitle": "WS", "addresses": ["127.0.0.1"], "query": ["trial"], "moveDestinations": ["READER"] }""");
        await _node.RestartAsync(configuration =>
        {
            configuration["peers"]!.AsArray().Add(new JsonObject { ["aeTitle"] = "CT1", ["addresses"] = new JsonArray("10.0.0.1") });
            configuration["moveDestinations"] = new JsonArray();
        });
        using var http = _node.AtConsole(ApiRole.ResearchOperator);
        var peers = await http.GetFromJsonAsync<JsonElement>(new Uri("api/v1/peers", UriKind.Relative));
        var states = peers.EnumerateArray().Select(peer => (peer.GetProperty("name").GetString(), peer.GetProperty("isFromFile").GetBoolean(), peer.GetProperty("isUsable").GetBoolean(), peer.GetProperty("problems").GetArrayLength()));
        Assert.That(states, Is.EquivalentTo(new[] { ("CT1", true, true, 0), ("OFFILE", true, true, 0), ("WS", false, true, 1) }));
        Assert.That((await EchoAsync("CT1", "TRIAL"), await EchoAsync("WS", "TRIAL")), Is.EqualTo((false, true)));
    }

    private static JsonObject Pacs(string name, string aeTitle) =>
        new() { ["name"] = name, ["host"] = "127.0.0.1", ["port"] = 104, ["calledAeTitle"] = aeTitle, ["moveDestination"] = "RETRIEVE" };

    /// <summary>Whether somebody of that AE title gets an association and an answer.</summary>
    private async Task<bool> EchoAsync(string calling, string called)
    {
        var options = new DicomClientOptions { Host = "127.0.0.1", Port = _node.Node.EndPoints[0].Port, CallingAeTitle = calling, CalledAeTitle = called };
        return (await PeerEcho.AskAsync(options, default)).IsAlive;
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, string? body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(method, "api/v1/" + path) { Content = body is null ? null : new StringContent(body, null, "application/json") };
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(expected), $"{method} {path}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();
    }

    private async Task<ApiProblem> RefusedAsync(HttpMethod method, string path, string? body, HttpStatusCode expected) =>
        (await SendAsync(method, path, body, expected)).Deserialize<ApiProblem>(ApiJson.Options)!;
}
