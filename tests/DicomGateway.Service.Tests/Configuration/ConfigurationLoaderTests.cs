using DicomGateway.Service.Configuration;

namespace DicomGateway.Service.Tests.Configuration;

internal sealed class ConfigurationLoaderTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("gateway-config-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Load_template_of_the_repository_has_no_error()
    {
        var loaded = ConfigurationLoader.Load(Path.Combine(TestContext.CurrentContext.TestDirectory, "config", "gateway.json"), null);
        Assert.Multiple(() =>
        {
            Assert.That(loaded.Values.Listeners.Dicom!.Address, Is.EqualTo("127.0.0.1"), "the default install listens on loopback");
            Assert.That(loaded.Values.Peers, Is.Empty, "and knows no AE");
            Assert.That(loaded.IsOpen, Is.False);
        });
    }

    [Test]
    public void Schema_file_agrees_with_the_options()
    {
        var file = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "config", "gateway.schema.json"));
        Assert.That(file, Is.EqualTo(ConfigurationSchema.Write()), "refresh it with: dicom-gateway config schema > config/gateway.schema.json");
    }

    [Test]
    public void Schema_file_of_pacs_profiles_agrees_with_the_options()
    {
        var file = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "config", "pacs-profile.schema.json"));
        Assert.That(file, Is.EqualTo(ConfigurationSchema.WritePacsProfile()), "refresh it with: scripts/approve.sh");
    }

    [Test]
    public void Every_pacs_profile_that_comes_with_the_program_can_be_read()
    {
        foreach (var name in PacsProfileFiles.Names(TestContext.CurrentContext.TestDirectory))
            Assert.That(PacsProfileFiles.Load(PacsProfileFiles.Find(name, TestContext.CurrentContext.TestDirectory)!).Description, Is.Not.Empty, name);
        Assert.That(PacsProfileFiles.Find("generic", TestContext.CurrentContext.TestDirectory), Is.Not.Null);
    }

    [Test]
    public void Load_many_errors_names_all_of_them_at_once()
    {
        var errors = Errors("""
            {
              "keyFile": "keys.json",
              "allowOpenAcces": true,
              "listeners": { "dicom": { "address": "here", "port": 104 }, "health": { "port": 104 } },
              "limits": { "connections": "many", "idleTimeout": "5 minutes" },
              "destinations": [ { "name": "a", "host": "h", "port": 70000, "calledAeTitle": "ARCHIVE" } ],
              "projects": [
                { "name": "p", "aeTitles": ["ONE", "SEVENTEEN_LETTERS"], "destinations": ["b"], "optOutList": "none.txt" },
                { "name": "p", "aeTitles": ["ONE"], "profile": "strict" }
              ],
              "peers": [ { "aeTitle": "A\\B", "addresses": ["10.0.0.0/33"], "calledAeTitles": ["TWO"] } ]
            }
            """);
        Assert.That(errors.Select(e => e.Path), Is.EquivalentTo(new[]
        {
            "$.allowOpenAcces", "$.dataFolder", "$.keyFile", "$.listeners.dicom.address", "$.listeners.health.port",
            "$.limits.connections", "$.limits.idleTimeout", "$.destinations[0].port",
            "$.projects[0].aeTitles[1]", "$.projects[0].destinations[0]", "$.projects[0].optOutList",
            "$.projects[1].name", "$.projects[1].aeTitles[0]", "$.projects[1].profile",
            "$.peers[0].aeTitle", "$.peers[0].addresses[0]", "$.peers[0].calledAeTitles[0]",
        }));
        Assert.That(errors, Has.All.Matches<ConfigurationError>(e => e is { What.Length: > 0, Remedy.Length: > 0 }));
    }

    [Test]
    public void Load_misspelt_property_suggests_the_right_one() =>
        Assert.That(Errors("""{ "keyFile": "../k", "dataFolder": "d", "listeners": { "dcom": { "port": 0 } } }""")[0].Remedy, Is.EqualTo("Did you mean dicom?"));

    [Test]
    public void Load_broken_json_names_line_and_position() =>
        Assert.That(Errors("{\n  \"keyFile\": ,\n}")[0].What, Does.Contain("line 2"));

    [Test]
    public void Load_port_of_a_network_without_peers_lets_nobody_in_and_only_the_switch_opens_it()
    {
        const string Open = """{ "keyFile": "../keys/k.json", "dataFolder": "../data", "listeners": { "dicom": { "address": "0.0.0.0", "port": 104 } }ADD }""";
        Assert.That(Load(Open.Replace("ADD", "")).IsOpen, Is.False, "peers are added while it runs");
        Assert.That(Load(Open.Replace("ADD", """, "allowOpenAccess": true""")).IsOpen, Is.True);
        Assert.That(Load(Open.Replace("ADD", """, "allowOpenAccess": true, "peers": [ { "aeTitle": "PACS" } ]""")).IsOpen, Is.True, "a list beside an open door closes nothing");
    }

    [Test]
    public void Load_pacs_and_move_destinations_names_what_cannot_work()
    {
        var errors = Errors("""
            { "keyFile": "../k/k.json", "dataFolder": "../d", "listeners": { "dicom": { "port": 1 } }, "retrieve": { "aeTitles": ["FETCH"] },
              "pacs": [ { "name": "main", "host": "a b", "port": 104, "calledAeTitle": "PACS", "moveDestination": "FETSCH" } ],
              "moveDestinations": [ { "aeTitle": "READER", "host": "http://reader", "port": 104 }, { "aeTitle": "READER", "host": "reader", "port": 104 } ],
              "peers": [ { "aeTitle": "READER", "moveDestinations": ["READER", "OTHER"], "query": ["trial"] } ] }
            """);
        Assert.That(errors.Select(error => error.Path), Is.EquivalentTo(new[]
        {
            "$.pacs[0].host", "$.pacs[0].moveDestination", "$.moveDestinations[0].host", "$.moveDestinations[1].aeTitle", "$.peers[0].moveDestinations[1]", "$.peers[0].query[0]",
        }));
    }

    [Test]
    public void Load_key_file_inside_data_or_config_is_refused()
    {
        Assert.That(Errors("""{ "keyFile": "k.json", "dataFolder": "../d", "listeners": { "dicom": { "port": 1 } } }""")[0].Path, Is.EqualTo("$.keyFile"));
        Assert.That(Errors("""{ "keyFile": "../d/k.json", "dataFolder": "../d", "listeners": { "dicom": { "port": 1 } } }""")[0].Path, Is.EqualTo("$.keyFile"));
    }

    [Test]
    public void Load_peer_known_by_ae_title_alone_is_refused_on_a_network()
    {
        var errors = Errors("""
            { "keyFile": "../k/k.json", "dataFolder": "../d", "listeners": { "dicom": { "address": "0.0.0.0", "port": 1 } },
              "peers": [ { "aeTitle": "PACS" } ] }
            """);
        Assert.That(errors.Single().Path, Is.EqualTo("$.peers[0]"));
    }

    [TestCase("90s", 90)]
    [TestCase("2h", 7200)]
    [TestCase("1.5m", 90)]
    public void Duration_is_read_and_written(string text, double seconds)
    {
        Assert.That(Duration.Parse(text).TotalSeconds, Is.EqualTo(seconds));
        Assert.That(Duration.Parse(Duration.Format(Duration.Parse(text))).TotalSeconds, Is.EqualTo(seconds));
    }

    private LoadedConfiguration Load(string json)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "config", "profiles"));
        File.WriteAllText(Path.Combine(_folder, "config", "profiles", "basic.json"), "{}");
        File.WriteAllText(Path.Combine(_folder, "config", "gateway.json"), json);
        return ConfigurationLoader.Load(Path.Combine(_folder, "config", "gateway.json"), null);
    }

    private IReadOnlyList<ConfigurationError> Errors(string json)
    {
        var thrown = Assert.Throws<ConfigurationException>(() => Load(json));
        return thrown is null ? [] : thrown.Errors;
    }
}
