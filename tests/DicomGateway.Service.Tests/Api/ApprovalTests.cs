using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Service.Api;

namespace DicomGateway.Service.Tests.Api;

/// <summary>A project whose jobs another person must approve: through the API and through the console, the one who made the job cannot.</summary>
[TestFixture]
internal sealed class ApprovalTests
{
    private RunningNode _node = null!;

    [SetUp]
    public async Task Start() => _node = await RunningNode.StartAsync((configuration, _) =>
    {
        configuration["projects"]![0]!["approval"] = "Another";
        configuration["pacs"] = new JsonArray(new JsonObject { ["name"] = "main", ["host"] = "127.0.0.1", ["port"] = 104, ["calledAeTitle"] = "PACS", ["moveDestination"] = "RETRIEVE" });
    });

    [TearDown]
    public async Task Stop() => await _node.DisposeAsync();

    [Test]
    public async Task By_api_only_another_person_approves_and_only_then_it_runs()
    {
        using var olga = _node.AtConsole(ApiRole.ResearchOperator, "olga");
        using var anna = _node.AtConsole(ApiRole.Administrator, "anna");
        var id = await CreateAsync(olga);
        Assert.That(await PostAsync(olga, $"jobs/{id}/run"), Is.EqualTo(HttpStatusCode.Conflict), "not approved");
        Assert.That(await PostAsync(olga, $"jobs/{id}/approve"), Is.EqualTo(HttpStatusCode.Conflict), "her own");
        Assert.That(await PostAsync(anna, $"jobs/{id}/approve"), Is.EqualTo(HttpStatusCode.OK));
        var job = await anna.GetFromJsonAsync<JsonElement>(new Uri($"api/v1/jobs/{id}", UriKind.Relative));
        Assert.That((job.GetProperty("state").GetString(), job.GetProperty("approvedBy").GetString()), Is.EqualTo(("Approved", "account anna")));
        Assert.That(await PostAsync(olga, $"jobs/{id}/run"), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task By_console_the_page_says_who_must_and_refuses_who_made_it()
    {
        using var olga = _node.AtConsole(ApiRole.ResearchOperator, "olga");
        using var bert = _node.AtConsole(ApiRole.ResearchOperator, "bert");
        var id = await CreateAsync(olga);
        var page = new Uri($"retrieve/jobs/{id}", UriKind.Relative);
        Assert.That(await olga.GetStringAsync(page), Does.Contain("nobody yet: another person must").And.Contain($"/retrieve/jobs/{id}/approve").And.Not.Contain($"/retrieve/jobs/{id}/run"));
        foreach (var (http, act, state) in new[] { (olga, "run", "Draft"), (olga, "approve", "Draft"), (bert, "approve", "Approved"), (olga, "run", "Running") })
        {
            using var answer = await http.PostAsync(new Uri($"retrieve/jobs/{id}/{act}", UriKind.Relative), new FormUrlEncodedContent([new("why", "")]));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
            Assert.That((await _node.Node.Records.Jobs.FindAsync(id, default))!.State.ToString(), Is.EqualTo(state), act);
            if (state == "Draft")
                Assert.That(await http.GetStringAsync(page), Does.Contain("role=\"alert\""), "it says why not");
        }

        Assert.That(await bert.GetStringAsync(page), Does.Contain("account bert"));
    }

    private static async Task<long> CreateAsync(HttpClient http)
    {
        using var made = await http.PostAsJsonAsync(new Uri("api/v1/jobs", UriKind.Relative), new { project = "trial", pacs = "main", why = "trial 7", studyUids = new[] { "1.2.3" } });
        Assert.That(made.StatusCode, Is.EqualTo(HttpStatusCode.OK), await made.Content.ReadAsStringAsync());
        var job = await made.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That((job.GetProperty("state").GetString(), job.GetProperty("needsAnother").GetBoolean()), Is.EqualTo(("Draft", true)));
        return job.GetProperty("id").GetInt64();
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, string path)
    {
        using var answer = await http.PostAsync(new Uri("api/v1/" + path, UriKind.Relative), null);
        return answer.StatusCode;
    }
}
