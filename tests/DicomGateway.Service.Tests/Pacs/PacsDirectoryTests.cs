using System.Text.Json;
using DicomGateway.Service.Api;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Configuration.Sections.Pacs;
using DicomGateway.Service.Pacs;
using DicomGateway.Transfer.Jobs.Pacs;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Spool;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework.Constraints;

namespace DicomGateway.Service.Tests.Pacs;

[TestFixture]
internal sealed class PacsDirectoryTests
{
    private string _folder = null!;
    private GatewayStorage _storage = null!;

    [SetUp]
    public async Task Open()
    {
        _folder = Directory.CreateTempSubdirectory("pacs-directory-").FullName;
        _storage = await GatewayStorage.OpenAsync(
            Path.Combine(_folder, "data"), new SpoolOptions { MinimumFreeBytes = 0, MinimumFreePercent = 0 }, new Key(), TimeProvider.System, NullLoggerFactory.Instance, default);
    }

    [TearDown]
    public async Task Close()
    {
        await _storage.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task File_hand_and_probe_say_in_turn_what_a_pacs_can_do()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "pacs-profiles"));
        File.WriteAllText(
            Path.Combine(_folder, "pacs-profiles", "ours.json"),
            """{ "product": "Ours", "description": "A test", "quirks": { "retrieval": "Get", "resultLimit": 100, "relational": true, "unmatchedKeys": ["StudyDescription"] } }""");
        using var directory = await OpenAsync("""{ "name": "main", "host": "127.0.0.1", "port": 104, "calledAeTitle": "PACS", "profile": "ours", "quirks": { "relational": false } }""");
        await directory.SaveProbeAsync("main", new QuirkOptions { ResultLimit = 500, Relational = true, UnmatchedKeys = [] }, "somebody", default);
        var profile = directory.Find("main")!.Profile;
        Assert.That((profile.Retrieval, profile.ResultLimit, profile.IsRelational, profile.UnmatchedKeys.Count), Is.EqualTo((RetrievalMethod.Get, 500, false, 0)));
    }

    [Test]
    public async Task What_was_added_stays_over_a_start_and_what_the_file_has_wins()
    {
        using (var directory = await OpenAsync())
        {
            await directory.AddAsync(Json("added"), "account anna", default);
            await directory.AddAsync(Json("both"), "account anna", default);
            Assert.That(directory.List().Select(pacs => pacs.Name), Is.EqualTo(new[] { "added", "both" }));
        }

        using var again = await OpenAsync("""{ "name": "both", "host": "127.0.0.1", "port": 105, "calledAeTitle": "PACS" }""");
        Assert.That(again.Replaced, Is.EqualTo(new[] { "both" }));
        Assert.That(again.List().Select(pacs => (pacs.Name, pacs.Client.Port)), Is.EqualTo(new[] { ("added", 104), ("both", 105) }));
        Assert.That(() => again.ChangeAsync(Json("both"), "account anna", default), Refused("comes from gateway.json"), "the file's is changed in the file");
        Assert.That(() => again.RemoveAsync("both", "account anna", default), Refused("comes from gateway.json"));
        Assert.That(() => again.AddAsync(Json("both"), "account anna", default), Refused("already, in gateway.json"));
        Assert.That(() => again.AddAsync(Json("added"), "account anna", default), Refused("already"));
        await again.RemoveAsync("added", "account anna", default);
        Assert.That(again.Find("added"), Is.Null);
        Assert.That(() => again.RemoveAsync("added", "account anna", default), Refused("There is no PACS"));
        var audit = await _storage.Records.Audit.ListAfterAsync(0, 100, default);
        Assert.That(audit.Where(row => row.Actor == "account anna").Select(row => row.Action), Is.EqualTo(new[] { "configuration.added", "configuration.added", "configuration.removed" }));
        var replaced = audit.Single(row => row.Action == "configuration.changed");
        Assert.That(replaced.Detail, Does.Contain("before").And.Contain("104").And.Contain("after").And.Contain("105"), "nothing that a person had written is lost");
    }

    [Test]
    public async Task Pacs_that_stays_as_it_is_stays_the_same_object()
    {
        using var directory = await OpenAsync();
        await directory.AddAsync(Json("one"), "anna", default);
        var one = directory.Find("one");
        await directory.AddAsync(Json("two"), "anna", default);
        Assert.That(directory.Find("one"), Is.SameAs(one));
        await directory.SaveProbeAsync("one", new QuirkOptions { ResultLimit = 5 }, "anna", default);
        Assert.That(directory.Find("one"), Is.Not.SameAs(one));
    }

    [Test]
    public async Task Every_mistake_is_named()
    {
        using var directory = await OpenAsync();
        using var json = JsonDocument.Parse(
            """
            { "name": "Main PACS", "host": "h", "port": 0, "calledAeTitle": "PACS", "limits": { "windows": [{ "days": ["Caturday"], "from": "7", "to": "19:00" }] },
              "quirks": { "unmatchedKeys": ["NoSuchKey"] } }
            """);
        var refused = (await Assert.ThrowsAsync<ApiException>(() => directory.AddAsync(json.RootElement, "anna", default)))!;
        Assert.That(refused.Errors!.Select(error => error.Where), Is.EquivalentTo(new[] { "$.name", "$.port", "$.limits.windows[0].days[0]", "$.limits.windows[0].from", "$.quirks.unmatchedKeys[0]" }));
    }

    private static JsonElement Json(string name)
    {
        using var json = JsonDocument.Parse($$"""{ "name": "{{name}}", "host": "127.0.0.1", "port": 104, "calledAeTitle": "PACS" }""");
        return json.RootElement.Clone();
    }

    private static Constraint Refused(string what) => Throws.TypeOf<ApiException>().With.Message.Contains(what);

    private async Task<PacsDirectory> OpenAsync(params string[] pacs)
    {
        var file = Path.Combine(_folder, "gateway.json");
        File.WriteAllText(file, $$"""{ "keyFile": "../keys/keys.json", "listeners": { "dicom": { "port": 0 } }, "pacs": [{{string.Join(',', pacs)}}] }""");
        return await PacsDirectory.OpenAsync(ConfigurationLoader.Load(file, Path.Combine(_folder, "data")), _storage.Records.Configuration, default);
    }

    private sealed class Key : IRecordsKeySource
    {
        public ReadOnlySpan<byte> GetRecordsKey() => new byte[32];
    }
}
