using DicomGateway.Dicom.Data;
using DicomGateway.Service.Logs;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace DicomGateway.Service.Tests.Logs;

internal sealed class LogPolicyTests
{
    private const string Canary = "CANARY^NAME";

    [Test]
    public void Log_destructured_data_set_shows_its_kind_only()
    {
        var dataset = new DicomDataset();
        dataset.AddOrUpdate(DicomTag.PatientName, Canary);
        Assert.That(Written("Received {@DataSet}", dataset), Does.Not.Contain("CANARY").And.Contain("DicomDataset"));
    }

    [Test]
    public void Log_data_set_as_text_shows_no_value()
    {
        var dataset = new DicomDataset();
        dataset.AddOrUpdate(DicomTag.PatientName, Canary);
        Assert.That(Written("Received {DataSet}", dataset), Does.Not.Contain("CANARY"));
        Assert.That(Written("Received {Item}", dataset.Single()), Does.Not.Contain("CANARY"));
    }

    [Test]
    public void Log_forged_line_break_is_made_visible() =>
        Assert.That(Written("Peer said {Text}", "fine\n12:00:00 INF Everything is well"), Does.Not.Contain("\n").And.Contain("\\u000a"));

    [Test]
    public void Log_long_text_is_cut() => Assert.That(Written("Got {Text}", new string('x', 100_000)).Length, Is.LessThan(5000));

    private static string Written(string template, object value)
    {
        var sink = new Memory();
        using var log = new LoggerConfiguration().Destructure.With<DataSetPolicy>().Enrich.With<ValuePolicy>().WriteTo.Sink(sink).CreateLogger();
        log.Information(template, value);
        return sink.Event!.RenderMessage(null) + string.Concat(sink.Event.Properties.Values);
    }

    private sealed class Memory : ILogEventSink
    {
        public LogEvent? Event { get; private set; }

        public void Emit(LogEvent logEvent) => Event = logEvent;
    }
}
