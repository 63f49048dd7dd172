using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DicomGateway.Service.Api;
using DicomGateway.Service.Tests.Api;

namespace DicomGateway.Service.Tests.Web;

/// <summary>The form of a PACS, as a browser sends it: it changes what it shows, and nothing else.</summary>
[TestFixture]
internal sealed class PacsFormTests
{
    private const string Known =
        """
        {
          "name": "main", "host": "pacs.example.org", "port": 104, "calledAeTitle": "MAIN", "callingAeTitle": "GATEWAY", "moveDestination": "RETRIEVE", "profile": "generic", "responseTimeout": "3m",
          "quirks": {
            "model": "PatientRoot", "retrieval": "Move", "narrowestRetrieval": "Series", "narrowestQuery": "Image", "relational": true, "descendsFromPatients": true,
            "dateTimeMatching": false, "resultLimit": 500, "unmatchedKeys": ["StudyDescription"], "unreturnedKeys": ["ModalitiesInStudy"], "mayNotBeCancelled": true
          },
          "limits": {
            "associations": 3, "studiesPerMinute": 10, "queriesPerMinute": 20, "bytesPerMinute": 5000000000,
            "windows": [{ "days": ["Monday", "Friday"], "from": "19:00", "to": "06:00" }, { "days": ["Sunday"], "from": "00:00", "to": "00:00" }]
          }
        }
        """;

    private static readonly Dictionary<string, string> AsShown = new()
    {
        ["change"] = "yes",
        ["name"] = "main",
        ["host"] = "pacs.example.org",
        ["port"] = "104",
        ["called"] = "MAIN",
        ["calling"] = "GATEWAY",
        ["move"] = "RETRIEVE",
        ["product"] = "generic",
        ["way"] = "Move",
        ["model"] = "PatientRoot",
        ["descends"] = "true",
        ["associations"] = "3",
        ["perMinute"] = "10",
        ["queriesPerMinute"] = "20",
        ["bytesPerMinute"] = "5000000000",
        ["windows"] = "Monday Friday 19:00-06:00\r\nSunday 00:00-00:00",
    };

    [Test]
    public async Task Saving_what_is_shown_changes_nothing_and_one_field_changes_that_alone()
    {
        await using var node = await StartAsync();
        Assert.That(JsonNode.DeepEquals(await OptionsAsync(node), JsonNode.Parse(Known)), Is.True, "what the test begins with");
        await SaveAsync(node);
        Assert.That(JsonNode.DeepEquals(await OptionsAsync(node), JsonNode.Parse(Known)), Is.True, (await OptionsAsync(node)).ToJsonString());

        await SaveAsync(node, ("host", "other.example.org"));
        var expected = JsonNode.Parse(Known)!;
        expected["host"] = "other.example.org";
        Assert.That(JsonNode.DeepEquals(await OptionsAsync(node), expected), Is.True, (await OptionsAsync(node)).ToJsonString());
    }

    [Test]
    public async Task Form_shows_windows_limits_and_quirks_as_they_are()
    {
        await using var node = await StartAsync();
        using var console = node.AtConsole(ApiRole.Administrator);
        var page = WebUtility.HtmlDecode(await console.GetStringAsync(new Uri("nodes?edit=main", UriKind.Relative)));
        foreach (var (name, value) in AsShown.Where(field => field.Key is "associations" or "perMinute" or "queriesPerMinute" or "bytesPerMinute"))
            Assert.That(page, Does.Contain($"<label for=\"{name}\">").And.Contain($"name=\"{name}\" value=\"{value}\""));
        Assert.That(page, Does.Contain("Monday Friday 19:00-06:00\nSunday 00:00-00:00</textarea>"));
        Assert.That(page, Does.Contain("<option value=\"PatientRoot\" selected").And.Contain("<option value=\"true\" selected").And.Contain("<option value=\"Move\" selected"));
    }

    [Test]
    public async Task Page_that_was_opened_before_a_field_existed_leaves_it_as_it_is()
    {
        await using var node = await StartAsync();
        await SubmitAsync(node, AsShown.Where(field => field.Key is not ("windows" or "associations" or "model" or "descends")).Append(new("port", "11112")));
        var expected = JsonNode.Parse(Known)!;
        expected["port"] = 11112;
        Assert.That(JsonNode.DeepEquals(await OptionsAsync(node), expected), Is.True, (await OptionsAsync(node)).ToJsonString());
    }

    [Test]
    public async Task What_is_emptied_goes_and_days_may_be_typed_short()
    {
        await using var node = await StartAsync();
        await SaveAsync(
            node, ("windows", "Mon-Wed, fri 19:00 \u2013 06:00\n\nsat-mon 07:00-08:00"),
            ("associations", ""), ("perMinute", ""), ("bytesPerMinute", ""), ("model", ""), ("descends", "false"));
        var expected = JsonNode.Parse(Known)!;
        expected["limits"] = JsonNode.Parse(
            """
            { "associations": 2, "studiesPerMinute": 0, "queriesPerMinute": 20, "bytesPerMinute": 0, "windows": [
              { "days": ["Monday", "Tuesday", "Wednesday", "Friday"], "from": "19:00", "to": "06:00" },
              { "days": ["Saturday", "Sunday", "Monday"], "from": "07:00", "to": "08:00" }] }
            """);
        expected["quirks"]!.AsObject().Remove("model");
        expected["quirks"]!["descendsFromPatients"] = false;
        Assert.That(JsonNode.DeepEquals(await OptionsAsync(node), expected), Is.True, (await OptionsAsync(node)).ToJsonString());
    }

    [Test]
    public async Task Every_mistake_is_named_and_what_was_typed_stays_in_the_form()
    {
        await using var node = await StartAsync();
        using var answer = await PostAsync(node, Changed([("windows", "Mondays 19:00-06:00\nFriday 25:00-06:00\nSunday all day"), ("queriesPerMinute", "many"), ("descends", "perhaps")]));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(page, Does.Contain("limits.windows[0].days[0]").And.Contain("limits.windows[1].from").And.Contain("limits.windows[2]"));
        Assert.That(page, Does.Contain("limits.queriesPerMinute").And.Contain("quirks.descendsFromPatients").And.Contain("Friday 25:00-06:00"));
        Assert.That(JsonNode.DeepEquals(await OptionsAsync(node), JsonNode.Parse(Known)), Is.True);
    }

    private static async Task<RunningNode> StartAsync()
    {
        var node = await RunningNode.StartAsync();
        using var console = node.AtConsole(ApiRole.Administrator);
        using var added = await console.PostAsJsonAsync(new Uri("api/v1/pacs", UriKind.Relative), JsonNode.Parse(Known));
        Assert.That(added.IsSuccessStatusCode, Is.True, await added.Content.ReadAsStringAsync());
        return node;
    }

    private static Task SaveAsync(RunningNode node, params (string Name, string Value)[] changes) => SubmitAsync(node, Changed(changes));

    private static IEnumerable<KeyValuePair<string, string>> Changed(IReadOnlyList<(string Name, string Value)> changes) =>
        AsShown.Concat(changes.Select(change => KeyValuePair.Create(change.Name, change.Value)));

    private static async Task SubmitAsync(RunningNode node, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var answer = await PostAsync(node, fields);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), await answer.Content.ReadAsStringAsync());
    }

    /// <summary>With the token in the form, as pages have it; of fields that are given twice, the last counts.</summary>
    private static async Task<HttpResponseMessage> PostAsync(RunningNode node, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var (cookie, token) = node.SignIn(ApiRole.Administrator);
        using var browser = node.AtConsole();
        browser.DefaultRequestHeaders.Add("Cookie", cookie);
        using var form = new FormUrlEncodedContent(fields.GroupBy(field => field.Key).Select(group => group.Last()).Append(new("_token", token)));
        return await browser.PostAsync(new Uri("nodes/pacs", UriKind.Relative), form);
    }

    private static async Task<JsonObject> OptionsAsync(RunningNode node)
    {
        using var console = node.AtConsole(ApiRole.Administrator);
        return (await console.GetFromJsonAsync<JsonObject>(new Uri("api/v1/pacs/main", UriKind.Relative)))!["options"]!.AsObject();
    }
}
