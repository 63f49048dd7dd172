using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;

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

    [Test]
    public async Task Check_waits_for_a_node_that_is_about_to_start_or_end()
    {
        await using var node = new NodeUnderTest("check-node");
        await node.StartAsync();
        Assert.That(await node.StopAsync(), Is.Zero);
        Task<(int Status, string Output, string Error)> check;
        await using (new FileStream(Path.Combine(node.DataFolder, "lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            check = node.CommandAsync("check", "--config", node.ConfigurationFile);
            await Task.Delay(TimeSpan.FromSeconds(2));
            Assert.That(check.IsCompleted, Is.False, "somebody has the folder and does not answer yet");
        }

        Assert.That((await check).Status, Is.Zero, (await check).Output);
    }
}
