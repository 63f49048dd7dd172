using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;
using DicomGateway.Testing.Faults.Wire;

namespace DicomGateway.Scenarios.Proofs;

/// <summary>A series of kills of nodes on one data folder.</summary>
internal sealed class KillRun(string folder, ulong seed, int first, int count)
{
    /// <summary>What a node does on its way from the wire to the archive, as the kernel sees it.</summary>
    private static readonly string[] Calls = ["fdatasync", "fsync", "pwrite64", "write", "sendmsg", "sendto", "rename", "unlink", "ftruncate", "openat", "mkdir"];

    public async Task<int> RunAsync(List<string> wrong)
    {
        await using var archive = new WireArchive();
        var setup = new GatewaySetup { WorkFolder = folder, DataFolder = Path.Combine(folder, "data"), DicomPort = GatewayProcess.FreePort(), ArchivePort = archive.Port };
        await using var fleet = new SenderFleet(new SenderFleetOptions { Seed = seed + (ulong)first, Port = () => setup.DicomPort, Pause = TimeSpan.FromMilliseconds(5) });
        for (var kill = first; kill < first + count; kill++)
        {
            try
            {
                await KillAsync(setup, SeededSequence.Of(seed, (ulong)kill), kill, wrong);
            }
            catch (IOException cause)
            {
                wrong.Add($"seed {seed}, kill {kill}: {cause.Message}");
                return fleet.Acknowledged.Count;
            }
        }

        await FinishAsync(setup, archive, fleet, wrong);
        return fleet.Acknowledged.Count;
    }

    private async Task KillAsync(GatewaySetup setup, SeededSequence random, int kill, List<string> wrong)
    {
        var strace = Tool.Find("strace");
        if (strace is not null && random.OneIn(3))
        {
            await AtCallAsync(setup, strace, random);
            return;
        }

        await using var node = await GatewayProcess.StartAsync(setup, KillProof.Patience);
        if (kill % 5 == 0)
            wrong.AddRange((await node.CheckAsync()).Select(finding => $"seed {seed}, before kill {kill}: {finding}"));
        await Task.Delay(random.Between(0, 1500));
        if (node.HasExited)
            wrong.Add($"seed {seed}, before kill {kill}: the node ended by itself:\n{node.LastOutput()}");
        await node.KillAsync();
    }

    /// <summary>Dies at the n-th call of one kind, its start included; where the call does not come, after two seconds.</summary>
    private static async Task AtCallAsync(GatewaySetup setup, string strace, SeededSequence random)
    {
        var call = random.Pick(Calls);
        var when = random.OneIn(2) ? random.Between(1, 20) : random.Between(20, 400);
        string[] under = [strace, "-D", "-f", "-qq", "-o", "/dev/null", "-e", $"trace={call}", "-e", "signal=none", "-e", $"inject={call}:signal=KILL:when={when}"];
        await using var node = GatewayProcess.Launch(setup with { Under = under });
        await node.EndedAsync(TimeSpan.FromSeconds(4));
    }

    private async Task FinishAsync(GatewaySetup setup, WireArchive archive, SenderFleet fleet, List<string> wrong)
    {
        await using var node = await GatewayProcess.StartAsync(setup, KillProof.Patience);
        fleet.Finish();
        await fleet.WhenFinishedAsync(KillProof.Patience);
        var released = await ReleaseCrashedAsync(node);
        var acknowledged = fleet.Acknowledged.Snapshot();
        List<string> findings =
        [
            .. fleet.Refusals.Select(refusal => $"{refusal.Value} C-STORE answered with status {refusal.Key:X4}"),
            .. acknowledged.Count == fleet.Started ? Array.Empty<string>() : [$"{fleet.Started} were sent, {acknowledged.Count} acknowledged"],
            .. await Oracle.ArrivedAsync(archive, acknowledged, KillProof.Patience),
            .. await Oracle.BalanceAsync(node, acknowledged.Count, KillProof.Patience),
        ];
        await node.StopAsync(KillProof.Patience);
        findings.AddRange(await Oracle.LostAsync(setup.DataFolder, acknowledged));
        wrong.AddRange(findings.Select(finding => $"seed {seed}, kills {first} to {first + count - 1}: {finding}"));
        TestContext.Progress.WriteLine($"kills {first} to {first + count - 1}: {acknowledged.Count} acknowledged, {archive.Resent} resent to the archive, {released} studies released, last start {node.StartTime.TotalSeconds:F1} s");
    }

    /// <summary>A study over which the process ended three times waits for a person: here it was not the study's fault, so the person says that it may go on.</summary>
    private static async Task<int> ReleaseCrashedAsync(GatewayProcess node)
    {
        using var limit = new CancellationTokenSource(KillProof.Patience);
        while ((await node.StudiesAsync()).Any(study => study.State is not ("Forwarded" or "Held")) && !limit.IsCancellationRequested)
            await Task.Delay(100);
        var crashed = (await node.HoldsAsync()).Where(hold => hold.Codes.All(code => code == "run.crashed")).ToList();
        foreach (var hold in crashed)
            await node.ReleaseAsync(hold.Study, "the process was killed from outside");
        return crashed.Count;
    }
}
