using System.Diagnostics;

namespace DicomGateway.Transfer.Tests.Records;

/// <summary>A process that is killed while it receives loses nothing that it has acknowledged.</summary>
internal sealed class KillTests
{
    private const int Kills = 4;

    [Test]
    public async Task Acknowledged_instances_survive_kills_at_random_points()
    {
        var random = new Random(20);
        await using var fixture = await StorageFixture.OpenAsync();
        await fixture.Storage.DisposeAsync();
        var acknowledged = new Dictionary<string, string>();
        for (var run = 0; run < Kills; run++)
        {
            foreach (var line in await ReceiveUntilKilledAsync(fixture.DataFolder, run, random.Next(1, 60)))
                acknowledged.Add(line[..32], line[33..]);
            await fixture.OpenAgainAsync();
            foreach (var (id, hash) in acknowledged)
            {
                var record = await fixture.Records.Instances.FindAsync(Guid.Parse(id), CancellationToken.None);
                Assert.That(record?.Sha256, Is.EqualTo(hash), $"run {run}");
            }
            Assert.That((await fixture.Storage.Maintenance.CheckAsync(readsBytes: true, CancellationToken.None)).Problems, Is.Empty);
            Assert.That((await fixture.Records.Ledger.CountAsync(CancellationToken.None)).All(line => line.Balances), Is.True);
            await fixture.Storage.DisposeAsync();
        }
        await fixture.OpenAgainAsync();
    }

    private static async Task<List<string>> ReceiveUntilKilledAsync(string folder, int run, int lines)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(KillTests).Assembly.Location, KilledProcess.Command, folder, $"{run}"])
        {
            RedirectStandardOutput = true,
        })!;
        var acknowledged = new List<string>();
        while (acknowledged.Count < lines && await process.StandardOutput.ReadLineAsync() is { } line)
            acknowledged.Add(line);
        process.Kill();
        var rest = (await process.StandardOutput.ReadToEndAsync()).Split('\n');
        await process.WaitForExitAsync();

        // The last line may be cut: then nobody was told.
        acknowledged.AddRange(rest.Where(line => line.Length == 97));
        Assert.That(acknowledged, Has.Count.GreaterThanOrEqualTo(lines), "the process did not start");
        return acknowledged;
    }
}
