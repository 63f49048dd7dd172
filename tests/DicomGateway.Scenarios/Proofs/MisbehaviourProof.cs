using System.Globalization;
using DicomGateway.Scenarios.Proofs.Storm;
using DicomGateway.Testing.Faults;
using DicomGateway.Transfer.Records.Jobs;

namespace DicomGateway.Scenarios.Proofs;

/// <summary>Jobs against a PACS that misbehaves in ways drawn from a seed: nothing is missing that is not named, nothing arrives twice, nothing strange goes out.</summary>
[TestFixture]
[Category("Proof.misbehaviour")]
internal sealed class MisbehaviourProof
{
    private const int AtATime = 10;

    [Test]
    public async Task No_misbehaviour_hides_a_gap()
    {
        using var folder = ProofFolder.Make("storm");
        var population = new StormPopulation(folder.Combine("population"));
        var (first, count) = (ProofCount.Seed, ProofCount.Or(40));
        var wrong = new List<string>();
        var ends = new Dictionary<string, int>();
        var gate = new Lock();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtATime };
        await Parallel.ForAsync(0, count, options, async (number, _) =>
        {
            var seed = first + (ulong)number;
            var work = folder.Combine(string.Create(CultureInfo.InvariantCulture, $"s{seed}"));
            var run = new StormRun(work, seed, population);
            var findings = await TryAsync(run);
            lock (gate)
            {
                var end = run.End?.ToString() ?? "not ended";
                ends[end] = ends.GetValueOrDefault(end) + 1;
                wrong.AddRange(findings.Select(finding => $"seed {seed} ({run.Weather}): {finding}"));
                foreach (var finding in findings)
                    TestContext.Progress.WriteLine($"seed {seed} ({run.Weather}): {finding}");
            }

            if (findings.Count == 0)
                Directory.Delete(work, recursive: true);
        });

        folder.Keep = wrong.Count > 0;
        TestContext.Out.WriteLine($"{count} seeds from {first}: {string.Join(", ", ends.OrderBy(end => end.Key).Select(end => $"{end.Value} {end.Key}"))}; {wrong.Count} findings");
        Assert.That(wrong, Is.Empty, $"What is left lies in {folder.Path}; repeat with scripts/prove.sh misbehaviour 1 SEED.");
        if (count >= 40)
            Assert.That(ends, Does.ContainKey(nameof(JobState.Done)).And.ContainKey(nameof(JobState.DoneWithGaps)), "The weather must be neither always good nor always bad.");
    }

    private static async Task<IReadOnlyList<string>> TryAsync(StormRun run)
    {
        try
        {
            return await run.RunAsync();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return [$"{exception.GetType().Name}: {exception.Message} {exception.StackTrace}"];
        }
    }
}
