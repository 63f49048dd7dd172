using System.Diagnostics.Metrics;
using System.Text.Json;
using DicomGateway.Transfer.Services.Admission;
using DicomGateway.Transfer.Tests.Records;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomGateway.Transfer.Tests.Services;

[TestFixture]
internal sealed class LimitTallyTests
{
    [Test]
    public async Task Flood_is_one_row_a_minute_for_each_address_and_cause_and_every_one_is_counted()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        using var metrics = new TransferMetrics();
        using var counted = new CountOf(metrics.Meter, "dicomgateway_associations_refused");
        var tally = Tally(fixture, metrics);
        using var stop = new CancellationTokenSource();
        var running = tally.RunAsync(stop.Token);

        tally.Count(RefusalCause.TooManyConnections, "192.0.2.1");
        await UntilRowsAsync(fixture, 1);
        for (var i = 0; i < 5000; i++)
            tally.Count(i % 2 == 0 ? RefusalCause.TooManyConnections : RefusalCause.TooManyFromAddress, "192.0.2.1");
        await Task.Delay(100);
        Assert.That(await RowsAsync(fixture), Has.Count.EqualTo(1), "the minute is not over");
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        var rows = await UntilRowsAsync(fixture, 3);
        Assert.That(rows, Is.EquivalentTo(new[]
        {
            ("TooManyConnections", "192.0.2.1", "1"), ("TooManyConnections", "192.0.2.1", "2500"), ("TooManyFromAddress", "192.0.2.1", "2500"),
        }));
        Assert.That(counted.Value, Is.EqualTo(5001));

        tally.Count(RefusalCause.TooManyFromAddress, "192.0.2.2");
        await stop.CancelAsync();
        Assert.That(async () => await running, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await RowsAsync(fixture), Has.Count.EqualTo(4), "what is left is written at the end");
    }

    [Test]
    public async Task Flood_from_everywhere_is_told_as_such()
    {
        await using var fixture = await StorageFixture.OpenAsync();
        using var metrics = new TransferMetrics();
        var tally = Tally(fixture, metrics);
        for (var i = 0; i < 1000; i++)
            tally.Count(RefusalCause.TooManyConnections, $"192.0.2.{i % 250}");
        using var stop = new CancellationTokenSource();
        var running = tally.RunAsync(stop.Token);
        var rows = await UntilRowsAsync(fixture, 65);
        Assert.That(rows.Sum(row => int.Parse(row.Count, System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(1000));
        Assert.That(rows.Count(row => row.Address == "other addresses"), Is.EqualTo(1));
        await stop.CancelAsync();
        Assert.That(async () => await running, Throws.InstanceOf<OperationCanceledException>());
    }

    private static LimitTally Tally(StorageFixture fixture, TransferMetrics metrics) => new(fixture.Records.Audit, metrics, fixture.Time, NullLogger<LimitTally>.Instance);

    private static async Task<IReadOnlyList<(string Cause, string Address, string Count)>> UntilRowsAsync(StorageFixture fixture, int count)
    {
        for (var look = 0; look < 500 && (await RowsAsync(fixture)).Count < count; look++)
            await Task.Delay(10);
        var rows = await RowsAsync(fixture);
        Assert.That(rows, Has.Count.EqualTo(count));
        return rows;
    }

    private static async Task<IReadOnlyList<(string Cause, string Address, string Count)>> RowsAsync(StorageFixture fixture) =>
    [
        .. (await fixture.Records.Audit.ListAfterAsync(0, 1000, CancellationToken.None))
            .Where(row => row.Action == "association.refused")
            .Select(row => JsonSerializer.Deserialize<Dictionary<string, string>>(row.Detail!)!)
            .Select(detail => (detail["cause"], detail["address"], detail["count"])),
    ];

    private sealed class CountOf : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _value;

        public CountOf(Meter meter, string name)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter == meter && instrument.Name == name)
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _value, value));
            _listener.Start();
        }

        public long Value => Interlocked.Read(ref _value);

        public void Dispose() => _listener.Dispose();
    }
}
