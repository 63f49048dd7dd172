using DicomGateway.Testing.Faults;

namespace DicomGateway.Scenarios.Proofs;

/// <summary>SIGKILL at random moments and at chosen system calls, restart on the same folder, again and again.</summary>
[TestFixture]
[Category("Proof.kills")]
internal sealed class KillProof
{
    private const int KillsPerFolder = 25;
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Test]
    public async Task Killed_node_loses_nothing_and_delivers_once()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("SIGKILL needs a POSIX system.");
        using var folder = ProofFolder.Make("kill");
        var wrong = new List<string>();
        var (seed, count) = (ProofCount.Seed, ProofCount.Or(8));
        var acknowledged = 0;
        for (var first = 0; first < count; first += KillsPerFolder)
        {
            var run = new KillRun(folder.Combine($"g{first}"), seed, first, Math.Min(KillsPerFolder, count - first));
            var before = wrong.Count;
            acknowledged += await run.RunAsync(wrong);
            foreach (var finding in wrong.Skip(before))
                TestContext.Progress.WriteLine(finding);
            if (wrong.Count == 0)
                Directory.Delete(folder.Combine($"g{first}"), recursive: true);
        }

        folder.Keep = wrong.Count > 0;
        TestContext.Out.WriteLine($"{count} kills from seed {seed}, {acknowledged} acknowledged instances, {wrong.Count} findings");
        Assert.That(wrong, Is.Empty, $"The data folder is kept in {folder.Path}.");
    }
}
