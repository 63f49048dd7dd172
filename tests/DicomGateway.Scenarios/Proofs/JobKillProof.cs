using DicomGateway.Scenarios.Proofs.Jobs;
using DicomGateway.Scenarios.Proofs.Storm;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Scenarios.Proofs;

/// <summary>SIGKILL at random moments while jobs run: each goes on where it was, and what reaches the archive is whole and there once.</summary>
[TestFixture]
[Category("Proof.jobkills")]
internal sealed class JobKillProof
{
    private const int KillsPerJob = 6;
    private const int AtATime = 3;

    [Test]
    public async Task Killed_node_finishes_its_jobs()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("SIGKILL needs a POSIX system.");
        using var folder = ProofFolder.Make("jobkill");
        var population = new StormPopulation(folder.Combine("population"));
        var (seed, count) = (ProofCount.Seed, ProofCount.Or(3));
        var wrong = new List<string>();
        var gate = new Lock();
        await Parallel.ForAsync(0, (count + KillsPerJob - 1) / KillsPerJob, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (group, _) =>
        {
            var first = group * KillsPerJob;
            var run = new JobKillRun(folder.Combine($"g{first}"), seed, first, Math.Min(KillsPerJob, count - first), population);
            var found = await run.RunAsync();
            lock (gate)
                wrong.AddRange(found);
        });

        folder.Keep = wrong.Count > 0;
        TestContext.Out.WriteLine($"{count} kills from seed {seed}, {wrong.Count} findings");
        Assert.That(wrong, Is.Empty, $"What is left lies in {folder.Path}.");
    }
}
