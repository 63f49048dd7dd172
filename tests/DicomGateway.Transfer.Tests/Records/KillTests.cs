using System.Diagnostics;
using System.Globalization;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Spool;
using DicomGateway.Transfer.Tests.Spool.Io;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomGateway.Transfer.Tests.Records;

/// <summary>A process that is killed while it receives loses nothing that it has acknowledged.</summary>
internal sealed class KillTests
{
    /// <summary>The short form; the long one sets these.</summary>
    private static readonly int Kills = CountFrom("DICOMGATEWAY_KILLS", 3);
    private static readonly int Cuts = CountFrom("DICOMGATEWAY_POWER_CUTS", 3);

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
            await CheckAsync(fixture.DataFolder, acknowledged, $"kill {run}");
        }
        await fixture.OpenAgainAsync();
    }

    [Test]
    public async Task Acknowledged_instances_survive_power_cuts_at_random_points()
    {
        var random = new Random(21);
        using var disk = new SmallFileSystem(512);
        var folder = Path.Combine(disk.Path, "data");
        using var process = KilledProcess.Start(KilledProcess.Command, folder, 0);
        var acknowledged = new Dictionary<string, string>();
        for (var cut = 0; cut < Cuts; cut++)
        {
            for (var next = acknowledged.Count + random.Next(1, 40); acknowledged.Count < next;)
            {
                var line = await process.StandardOutput.ReadLineAsync();
                acknowledged.Add(line![..32], line[33..]);
            }
            Signal(process, "STOP");
            using var after = disk.AfterPowerCut();
            Signal(process, "CONT");
            await CheckAsync(Path.Combine(after.Path, "data"), acknowledged, $"cut {cut}");
        }
        process.Kill();
        await process.WaitForExitAsync();
    }

    private static int CountFrom(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var count) ? count : otherwise;

    private static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        kill.WaitForExit();
        Assert.That(kill.ExitCode, Is.Zero);
    }

    private static async Task CheckAsync(string folder, Dictionary<string, string> acknowledged, string when)
    {
        await using var storage = await GatewayStorage.OpenAsync(
            folder, new SpoolOptions { MinimumFreeBytes = 0 }, new TestKey(1), TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        await storage.CaughtUp;
        foreach (var (id, hash) in acknowledged)
        {
            var record = await storage.Records.Instances.FindAsync(Guid.Parse(id), CancellationToken.None);
            Assert.That(record?.Sha256, Is.EqualTo(hash), when);
        }
        Assert.That((await storage.Maintenance.CheckAsync(readsBytes: true, CancellationToken.None)).Problems, Is.Empty, when);
        Assert.That((await storage.Records.Ledger.CountAsync(CancellationToken.None)).All(line => line.Balances), Is.True, when);
    }

    private static async Task<List<string>> ReceiveUntilKilledAsync(string folder, int run, int lines)
    {
        using var process = KilledProcess.Start(KilledProcess.Command, folder, run);
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
