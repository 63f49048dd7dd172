using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Scenarios;

/// <summary>The drill of docs/operations.md: backup while the service runs, restore elsewhere, check, start.</summary>
[TestFixture]
internal sealed class BackupScenario
{
    [Test]
    public async Task Backup_restored_elsewhere_is_sound_and_serves()
    {
        Dcmtk.Require("dcmsend");
        using var folder = ProofFolder.Make("backup");
        await using var node = new NodeUnderTest("backup-node");
        await node.StartAsync();
        CanaryFiles.Write(folder.Combine("in"), 1, 3);
        Assert.That((await Dcmtk.DcmSendAsync(node.DicomPort, "TRIAL", folder.Combine("in"))).Status, Is.Zero);
        await node.SettledStatesAsync(1, TimeSpan.FromSeconds(60));
        var backup = await node.CommandAsync("backup", folder.Combine("copy"));
        Assert.That(backup.Status, Is.Zero, backup.Error);
        Assert.That(await node.StopAsync(), Is.Zero);

        var restored = await Tool.TryRunAsync(GatewayProcess.Executable, "restore", folder.Combine("copy"), "--data", folder.Combine("data"));
        Assert.That(restored.Status, Is.Zero, restored.Error);
        var check = await Tool.TryRunAsync(GatewayProcess.Executable, "check", "--bytes", "--config", node.ConfigurationFile, "--data", folder.Combine("data"));
        Assert.That(check.Status, Is.Zero, check.Output + check.Error);
        Assert.That(check.Output, Does.Contain("3 instances, 3 read and hashed").And.Contain("every project has the key"));
        var again = await Tool.TryRunAsync(GatewayProcess.Executable, "restore", folder.Combine("copy"), "--data", folder.Combine("data"));
        Assert.That(again.Status, Is.EqualTo(1), "a restore never overwrites");
    }
}
