using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DicomGateway.Service.Api;

namespace DicomGateway.Service.Tests.Api;

/// <summary>What only a person can decide or find out: who is one patient, what a rejection note means, and whether a destination is there.</summary>
[TestFixture]
internal sealed class PersonEndpointsTests
{
    private RunningNode _node = null!;

    [SetUp]
    public async Task StartAsync() => _node = await RunningNode.StartAsync((configuration, folder) =>
    {
        Directory.CreateDirectory(Path.Combine(folder, "share"));
        configuration["destinations"] = new JsonArray(new JsonObject { ["name"] = "share", ["type"] = "Folder", ["folder"] = Path.Combine(folder, "share") });
        configuration["projects"]![0]!["destinations"] = new JsonArray("share");
    });

    [TearDown]
    public async Task StopAsync() => await _node.DisposeAsync();

    [Test]
    public async Task Merge_is_recorded_listed_and_taken_back_by_an_administrator_only()
    {
        using var administrator = _node.AtConsole(ApiRole.Administrator, "anna");
        using var researcher = _node.AtConsole(ApiRole.ResearchOperator, "rita");
        var merge = new { project = "trial", lines = new[] { "OLD-1", "HOSPITAL\tNEW-2" }, why = "registry" };
        Assert.That((await researcher.PostAsJsonAsync("api/v1/patients/merge", merge)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await administrator.PostAsJsonAsync("api/v1/patients/merge", merge)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var again = await administrator.PostAsJsonAsync("api/v1/patients/merge", merge);
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await again.Content.ReadAsStringAsync(), Does.Contain("one person already").And.Not.Contain("OLD-1"));
        var listed = (await administrator.GetFromJsonAsync<JsonArray>("api/v1/patients/merges?project=trial"))!.Single()!;
        Assert.That(
            (listed["absorbedId"]!.GetValue<string>(), listed["survivingIssuer"]!.GetValue<string>(), listed["survivingId"]!.GetValue<string>()),
            Is.EqualTo(("OLD-1", "HOSPITAL", "NEW-2")));
        Assert.That(await administrator.GetFromJsonAsync<JsonArray>("api/v1/patients/forwarded?project=trial"), Is.Empty);
        var back = await administrator.PostAsJsonAsync("api/v1/patients/unmerge", new { project = "trial", lines = new[] { "OLD-1" }, why = "two after all" });
        Assert.That(back.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await administrator.GetFromJsonAsync<JsonArray>("api/v1/patients/merges"))!.Single()!["undoneWhy"]!.GetValue<string>(), Is.EqualTo("two after all"));
        Assert.That((await administrator.GetAsync("api/v1/patients/forwarded?project=other")).StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await administrator.GetAsync("api/v1/studies/17/patients")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Destination_is_asked_by_api_and_by_the_button_of_the_page()
    {
        using var console = _node.AtConsole(ApiRole.ResearchOperator);
        var echo = await (await console.PostAsync("api/v1/destinations/share/echo", null)).Content.ReadFromJsonAsync<JsonObject>();
        Assert.That(echo!["isAlive"]!.GetValue<bool>(), Is.True);
        var unknown = await console.PostAsync("api/v1/destinations/nowhere/echo", null);
        Assert.That(unknown.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await unknown.Content.ReadAsStringAsync(), Does.Contain("share"));

        Directory.Delete(Path.Combine(_node.Folder, "share"));
        var gone = await (await console.PostAsync("api/v1/destinations/share/echo", null)).Content.ReadFromJsonAsync<JsonObject>();
        Assert.That((gone!["isAlive"]!.GetValue<bool>(), gone["remedy"]!.GetValue<string>()), Is.EqualTo((false, "Mount the share, or make the folder; it is never made by itself.")));
        var page = await (await console.GetAsync("nodes")).Content.ReadAsStringAsync();
        Assert.That(page, Does.Contain("/nodes/destinations/share/echo"));
    }

    [Test]
    public async Task Notes_of_a_study_that_has_none_cannot_be_ignored()
    {
        using var administrator = _node.AtConsole(ApiRole.Administrator);
        Assert.That((await administrator.PostAsJsonAsync("api/v1/rejections/17/ignore", new { why = "mistake" })).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }
}
