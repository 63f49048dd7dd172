using System.Text.Json;
using System.Text.Json.Nodes;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Scenarios;

/// <summary>Whom and what the node turns away, and what it says.</summary>
[TestFixture]
internal sealed class RefusalScenarios
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Test]
    public async Task Second_service_on_the_same_data_is_refused_with_a_reason()
    {
        await using var node = new NodeUnderTest("two-nodes");
        await node.StartAsync();
        var second = await Tool.TryRunAsync(GatewayProcess.Executable, "serve", "--config", node.ConfigurationFile, "--data", node.DataFolder);
        Assert.That(second.Status, Is.EqualTo(1));
        Assert.That(second.Error, Does.Contain(node.DataFolder));
        Assert.That((await node.StudiesAsync()).Count, Is.Zero, "the first one goes on");
    }

    [Test]
    public async Task Lost_key_file_is_refused_and_no_new_key_is_made()
    {
        await using var node = new NodeUnderTest("lost-key");
        await node.StartAsync();
        Assert.That(await node.StopAsync(), Is.Zero);
        var keys = Path.Combine(node.Folder, "keys", "keys.json");
        File.Delete(keys);
        var second = await Tool.TryRunAsync(GatewayProcess.Executable, "serve", "--config", node.ConfigurationFile, "--data", node.DataFolder);
        Assert.That(second.Status, Is.EqualTo(1));
        Assert.That(second.Error, Does.Contain("backup").And.Contain(keys));
        Assert.That(File.Exists(keys), Is.False);
    }

    [TestCase("STRANGER", "TRIAL")]
    [TestCase("SENDER", "NOBODY")]
    public async Task Unknown_ae_title_is_rejected(string calling, string called)
    {
        Dcmtk.Require("echoscu");
        await using var node = new NodeUnderTest("unknown-ae");
        await node.StartAsync();
        Assert.That((await EchoAsync(node, "SENDER", "TRIAL")).Status, Is.Zero, "the known peer is let in");
        var echo = await EchoAsync(node, calling, called);
        Assert.That(echo.Status, Is.Not.Zero);
        Assert.That(echo.Output + echo.Error, Does.Contain("Rejected"));
    }

    [Test]
    public async Task Patient_who_objected_is_held_and_others_go_on()
    {
        Dcmtk.Require("dcmsend", "storescp");
        using var folder = ProofFolder.Make("opt-out");
        await using var archive = await StoreScp.StartAsync(folder.Combine("archive"));
        var list = folder.Combine("objected.txt");
        await File.WriteAllTextAsync(list, CanaryFiles.Marker + "ID1\n");
        await using var node = new NodeUnderTest("opt-out-node", c =>
        {
            c.AddArchive(archive.Port, "ARCHIVE");
            c.Project()["optOutList"] = list;
        });
        await node.StartAsync();
        CanaryFiles.Write(folder.Combine("in"), 1, 2);
        CanaryFiles.Write(folder.Combine("in"), 2, 2);
        Assert.That((await Dcmtk.DcmSendAsync(node.DicomPort, "TRIAL", folder.Combine("in"))).Status, Is.Zero);
        Assert.That(await node.SettledStatesAsync(2, Patience), Is.EquivalentTo(new[] { "Held", "Forwarded" }));
        Assert.That(archive.Files, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Objection_is_recorded_listed_and_withdrawn_by_commands_and_what_it_held_goes_on()
    {
        Dcmtk.Require("dcmsend", "storescp");
        using var folder = ProofFolder.Make("opt-out-commands");
        await using var archive = await StoreScp.StartAsync(folder.Combine("archive"));
        await using var node = new NodeUnderTest("opt-out-commands-node", c => c.AddArchive(archive.Port, "ARCHIVE"));
        await node.StartAsync();
        const string patient = CanaryFiles.Marker + "ID1";
        var added = await node.CommandWithInputAsync(patient + "\n", "optouts", "add", "trial", "--why", "letter of 3 May", "--json");
        Assert.That(added.Status, Is.Zero, added.Error);
        Assert.That(JsonDocument.Parse(added.Output).RootElement.GetProperty("entries").GetInt32(), Is.EqualTo(1));
        CanaryFiles.Write(folder.Combine("in"), 1, 2);
        Assert.That((await Dcmtk.DcmSendAsync(node.DicomPort, "TRIAL", folder.Combine("in"))).Status, Is.Zero);
        Assert.That(await node.SettledStatesAsync(1, Patience), Is.EqualTo(new[] { "Held" }));

        Assert.That((await node.CommandAsync("optouts", "list")).Output, Does.Contain(patient));
        var other = await node.CommandWithInputAsync("HOSPITAL\t" + patient, "optouts", "withdraw", "trial", "--why", "letter of 4 May");
        Assert.That((other.Status, other.Output), Is.EqualTo((4, "0 withdrawn, 1 not there (line 1); 0 study(s) run again.\n")));
        var withdrawn = await node.CommandWithInputAsync(patient, "optouts", "withdraw", "trial", "--why", "letter of 4 May");
        Assert.That((withdrawn.Status, withdrawn.Output), Is.EqualTo((0, "1 withdrawn, 0 not there; 1 study(s) run again.\n")));

        await Eventually.TrueAsync("the study goes out", Patience, async () => (await node.SettledStatesAsync(1, Patience)).Single() == "Forwarded");
        Assert.That(archive.Files, Has.Count.EqualTo(2));
        var timeline = (await node.CommandAsync("study", "1")).Output;
        Assert.That(timeline, Does.Contain("withdrawn").And.Contain("letter of 4 May").And.Not.Contain(CanaryFiles.Marker));
        Assert.That((await node.CommandWithInputAsync(patient, "optouts", "add", "elsewhere", "--why", "x")).Status, Is.EqualTo(1));
    }

    [Test]
    public async Task Disk_below_watermark_answers_a700_and_recovers_by_itself()
    {
        Dcmtk.Require("storescu");
        using var folder = ProofFolder.Make("watermark");
        var free = new DriveInfo(folder.Path).AvailableFreeSpace / 1048576;
        await using var node = new NodeUnderTest("watermark-node", c => c["storage"] = new JsonObject { ["watermarkMegabytes"] = free + 100_000 });
        _ = node.Launch();
        await Eventually.TrueAsync("the node listens", Patience, () => StoreScp.ListensAsync(node.DicomPort));
        CanaryFiles.Write(folder.Combine("in"), 1, 1);
        var sent = await Dcmtk.StoreScuAsync(node.DicomPort, "TRIAL", folder.Combine("in"), "-v");
        Assert.That(sent.Output + sent.Error, Does.Contain("A700").IgnoreCase.Or.Contain("OutOfResources").Or.Contain("Out of Resources").IgnoreCase);
        Assert.That((await EchoAsync(node, "SENDER", "TRIAL")).Status, Is.Zero, "queries and echo go on");
    }

    [Test]
    public async Task Decision_about_a_held_study_is_recorded_with_user_and_reason()
    {
        Dcmtk.Require("dcmsend");
        using var folder = ProofFolder.Make("decision");
        await using var node = new NodeUnderTest("decision-node");
        await node.StartAsync();
        CanaryFiles.Write(folder.Combine("in"), 1, 1, change: d => d.AddOrUpdate(Dicom.Data.DicomTag.PatientID, ""));
        Assert.That((await Dcmtk.DcmSendAsync(node.DicomPort, "TRIAL", folder.Combine("in"))).Status, Is.Zero);
        Assert.That(await node.SettledStatesAsync(1, Patience), Is.EqualTo(new[] { "Held" }));
        var id = (await node.StudiesAsync())[0].GetProperty("id").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture);

        var rejected = await node.CommandAsync("hold", "reject", id, "--why", "no patient id");
        Assert.That(rejected.Status, Is.Zero, rejected.Error);
        using var study = JsonDocument.Parse((await node.CommandAsync("study", id, "--json")).Output);
        var hold = study.RootElement.GetProperty("holds")[0];
        Assert.That(hold.GetProperty("decision").GetString(), Is.EqualTo("Rejected"));
        Assert.That(hold.GetProperty("decidedBy").GetString(), Does.EndWith(Environment.UserName));
        Assert.That(hold.GetProperty("why").GetString(), Is.EqualTo("no patient id"));
        Assert.That((await node.CommandAsync("hold", "release", id, "--why", "again")).Status, Is.EqualTo(1), "no longer on hold");
        Assert.That((await node.CommandAsync("study", "4711")).Status, Is.EqualTo(4));
    }

    /// <summary>The kernel keeps who logged in, whoever they have become since.</summary>
    [Test]
    public async Task Decision_by_sudo_is_recorded_with_who_logged_in()
    {
        const string asNobody = "echo 65534 > /proc/self/loginuid && exec \"$0\" \"$@\"";
        Dcmtk.Require("dcmsend");
        if (!Posix.IsRoot || (await Tool.TryRunAsync("/bin/sh", "-c", asNobody, "true")).Status != 0)
            Assert.Ignore("the login of a session cannot be set here");
        using var folder = ProofFolder.Make("sudo");
        await using var node = new NodeUnderTest("sudo-node");
        await node.StartAsync();
        CanaryFiles.Write(folder.Combine("in"), 1, 1, change: d => d.AddOrUpdate(Dicom.Data.DicomTag.PatientID, ""));
        Assert.That((await Dcmtk.DcmSendAsync(node.DicomPort, "TRIAL", folder.Combine("in"))).Status, Is.Zero);
        await node.SettledStatesAsync(1, Patience);

        var rejected = await Tool.TryRunAsync("/bin/sh", "-c", asNobody, GatewayProcess.Executable, "hold", "reject", "1", "--why", "no patient id", "--data", node.DataFolder);
        Assert.That(rejected.Status, Is.Zero, rejected.Error);
        Assert.That((await node.CommandAsync("study", "1")).Output, Does.Contain("nobody as root"));
    }

    private static Task<(int Status, string Output, string Error)> EchoAsync(NodeUnderTest node, string calling, string called) =>
        Tool.TryRunAsync("echoscu", "-v", "-aet", calling, "-aec", called, "localhost", node.DicomPort.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
