using System.Diagnostics.Metrics;
using DicomGateway.Service.Health;

namespace DicomGateway.Service.Tests.Health;

internal sealed class MetricsCollectorTests
{
    [Test]
    public void Export_counter_adds_up_under_its_labels()
    {
        using var collector = new MetricsCollector();
        using var meter = new Meter("DicomGateway.Test.Counter");
        var counter = meter.CreateCounter<long>("test.received", description: "Instances received");
        counter.Add(2, new KeyValuePair<string, object?>("project", "a"));
        counter.Add(3, new KeyValuePair<string, object?>("project", "a"));
        counter.Add(1, new KeyValuePair<string, object?>("project", "quote\" back\\slash\nline"));
        var text = collector.Export();
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("# HELP test_received_total Instances received\n# TYPE test_received_total counter\n"));
            Assert.That(text, Does.Contain("test_received_total{project=\"a\"} 5\n"));
            Assert.That(text, Does.Contain("test_received_total{project=\"quote\\\" back\\\\slash\\nline\"} 1\n"));
        });
    }

    [Test]
    public void Export_histogram_has_buckets_sum_and_count()
    {
        using var collector = new MetricsCollector();
        using var meter = new Meter("DicomGateway.Test.Histogram");
        var histogram = meter.CreateHistogram<double>("test.seconds");
        histogram.Record(0.002);
        histogram.Record(0.3);
        histogram.Record(5000);
        var text = collector.Export();
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("test_seconds_bucket{le=\"0.001\"} 0\n"));
            Assert.That(text, Does.Contain("test_seconds_bucket{le=\"0.0025\"} 1\n"));
            Assert.That(text, Does.Contain("test_seconds_bucket{le=\"0.5\"} 2\n"));
            Assert.That(text, Does.Contain("test_seconds_bucket{le=\"+Inf\"} 3\n"));
            Assert.That(text, Does.Contain("test_seconds_count 3\n"));
        });
    }

    [Test]
    public void Export_gauge_is_read_when_asked_and_other_meters_are_left_out()
    {
        using var collector = new MetricsCollector();
        using var meter = new Meter("DicomGateway.Test.Gauge");
        using var foreign = new Meter("Somebody.Else");
        var value = 1L;
        meter.CreateObservableGauge("test.depth", () => value);
        foreign.CreateCounter<long>("foreign").Add(1);
        value = 7;
        Assert.That(collector.Export(), Does.Contain("# TYPE test_depth gauge\ntest_depth 7\n"));
        Assert.That(collector.Export(), Does.Not.Contain("foreign"));
    }
}
