using System.Diagnostics;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Spool;
using DicomGateway.Transfer.Tests.Records;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomGateway.Transfer.Tests;

/// <summary>
/// What runs when a test starts this assembly as a process: receives until it is killed, and tells each instance that it has acknowledged; or claims a
/// study and dies.
/// </summary>
internal static class KilledProcess
{
    public const string Command = "receive-until-killed";
    public const string ClaimCommand = "claim-and-die";

    public static Process Start(string command, string folder, int run) => Process.Start(
        new ProcessStartInfo("dotnet", ["exec", typeof(KilledProcess).Assembly.Location, command, folder, $"{run}"]) { RedirectStandardOutput = true })!;

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [Command or ClaimCommand, var folder, var run])
            return 64;
        await using var storage = await GatewayStorage.OpenAsync(
            folder, new SpoolOptions { SegmentLength = 1 << 20, MinimumFreeBytes = 0 }, new TestKey(1), TimeProvider.System, NullLoggerFactory.Instance,
            CancellationToken.None);
        if (arguments[0] == ClaimCommand)
        {
            var isClaimed = await storage.Records.Studies.ClaimNextAsync(run, TimeSpan.FromHours(1), CancellationToken.None) is not null;
            await Console.Out.WriteLineAsync(isClaimed ? "claimed" : "nothing due");
            Process.GetCurrentProcess().Kill();
        }

        await Task.WhenAll(Enumerable.Range(0, 3).Select(association => ReceiveAsync(storage, run, association)));
        return 0;
    }

    private static async Task ReceiveAsync(GatewayStorage storage, string run, int association)
    {
        var content = new byte[300_000];
        for (var i = 0; ; i++)
        {
            await using var writer = await storage.Spool.BeginAsync(
                new ReceiveContext("127.0.0.1", "A", "B", "p"),
                new InstanceIdentity("1.2.840.10008.5.1.4.1.1.2", $"1.2.{run}.{association}.{i}", "1.2.840.10008.1.2.1"), CancellationToken.None);
            content[0] = (byte)i;
            await writer.WriteAsync(content.AsMemory(0, 1000 + (i * 7919 % 299_000)), CancellationToken.None);
            var spooled = await writer.CommitAsync(new InstanceFacts { StudyInstanceUid = $"1.2.{run}.{i / 10}", PatientId = "P" }, CancellationToken.None);
            await Console.Out.WriteLineAsync($"{spooled.InstanceId:N} {spooled.Sha256}");
        }
    }
}
