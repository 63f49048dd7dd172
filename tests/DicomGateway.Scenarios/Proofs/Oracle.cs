using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;
using DicomGateway.Testing.Faults.Wire;

namespace DicomGateway.Scenarios.Proofs;

/// <summary>What must be true whatever happened: nothing acknowledged is missing, nothing is there twice, nothing was altered.</summary>
internal static class Oracle
{
    /// <summary>Every acknowledged instance lies in the data folder, byte for byte.</summary>
    public static async Task<IReadOnlyList<string>> LostAsync(string dataFolder, IReadOnlyList<TrackedInstance> acknowledged)
    {
        var kept = await KeptOriginals.FindAsync(dataFolder, acknowledged);
        return [.. acknowledged.Select((instance, order) => (instance, order)).Where(entry => !kept.Contains(entry.instance.Number))
            .Select(entry => $"instance {entry.instance.Number}, acknowledged as number {entry.order + 1} of {acknowledged.Count}, is not in the data folder")];
    }

    /// <summary>Waits until the archive has every acknowledged instance, then says what is wrong with what it has.</summary>
    public static async Task<IReadOnlyList<string>> ArrivedAsync(WireArchive archive, IReadOnlyList<TrackedInstance> acknowledged, TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        while (Missing(archive, acknowledged).Any() && !limit.IsCancellationRequested)
            await Task.Delay(50);
        return [.. Missing(archive, acknowledged).Select(instance => $"instance {instance.Number} did not reach the archive within {within.TotalSeconds:F0} s"), .. Wrong(archive, acknowledged)];
    }

    /// <summary>The node's own view: database, spool and ledger are sound, and every study has been forwarded.</summary>
    public static async Task<IReadOnlyList<string>> BalanceAsync(GatewayProcess node, int acknowledged, TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        var studies = await node.StudiesAsync();
        while (studies.Any(study => study.State != "Forwarded") && !limit.IsCancellationRequested)
        {
            await Task.Delay(100);
            studies = await node.StudiesAsync();
        }

        var wrong = new List<string>(await node.CheckAsync());
        wrong.AddRange(studies.Where(study => study.State != "Forwarded").Select(study => $"study {study.Id} is {study.State}"));
        if (studies.Sum(study => study.Instances) is var held && held < acknowledged)
            wrong.Add($"the ledger knows {held} instances, {acknowledged} were acknowledged");
        return wrong;
    }

    private static IEnumerable<TrackedInstance> Missing(WireArchive archive, IReadOnlyList<TrackedInstance> acknowledged)
    {
        var held = archive.Held().Values.Select(copy => copy.Number).ToHashSet();
        return acknowledged.Where(instance => !held.Contains(instance.Number));
    }

    private static IEnumerable<string> Wrong(WireArchive archive, IReadOnlyList<TrackedInstance> acknowledged)
    {
        var held = archive.Held();
        var expected = acknowledged.ToDictionary(instance => instance.Number);
        var twice = held.GroupBy(entry => entry.Value.Number).Where(group => group.Count() > 1)
            .Select(group => $"instance {group.Key} is in the archive {group.Count()} times under different UIDs");
        var altered = held.Values.Where(copy => expected.TryGetValue(copy.Number, out var instance) && instance.PixelHash != copy.PixelHash)
            .Select(copy => $"instance {copy.Number} reached the archive with other pixels");
        return archive.Complaints().Concat(twice).Concat(altered);
    }
}
