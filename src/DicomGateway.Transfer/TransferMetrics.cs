using System.Diagnostics.Metrics;
using DicomGateway.Transfer.Services.Admission;

namespace DicomGateway.Transfer;

/// <summary>What is counted. Labels are names from the configuration and codes of ours: nothing from the wire, nothing of a patient.</summary>
internal sealed class TransferMetrics : IDisposable
{
    private readonly Meter _meter = new("DicomGateway.Transfer");
    private readonly Counter<long> _received;
    private readonly Counter<long> _receivedBytes;
    private readonly Counter<long> _notReceived;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _studies;
    private readonly Histogram<double> _runTime;
    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _sentBytes;
    private readonly Counter<long> _proofs;
    private readonly Gauge<int> _associations;
    private readonly Gauge<int> _destinationUp;

    public TransferMetrics()
    {
        _received = _meter.CreateCounter<long>("dicomgateway_instances_received", description: "Instances acknowledged with Success");
        _receivedBytes = _meter.CreateCounter<long>("dicomgateway_received_bytes", "bytes", "Data set bytes of instances acknowledged with Success");
        _notReceived = _meter.CreateCounter<long>("dicomgateway_instances_not_received", description: "Instances answered with a failure, by status");
        _refused = _meter.CreateCounter<long>("dicomgateway_associations_refused", description: "Associations refused, by cause");
        _studies = _meter.CreateCounter<long>("dicomgateway_study_runs", description: "Runs of studies through the stages, by result");
        _runTime = _meter.CreateHistogram<double>("dicomgateway_study_run_seconds", "s", "Time that a run took");
        _deliveries = _meter.CreateCounter<long>("dicomgateway_deliveries", description: "Answers of destinations to instances, by result");
        _sentBytes = _meter.CreateCounter<long>("dicomgateway_sent_bytes", "bytes", "Bytes of instances that destinations have taken");
        _proofs = _meter.CreateCounter<long>("dicomgateway_commitments", description: "Instances that destinations promise to keep, or not, by result");
        _associations = _meter.CreateGauge<int>("dicomgateway_associations", description: "Associations that stand");
        _destinationUp = _meter.CreateGauge<int>("dicomgateway_destination_up", description: "1 while a destination is tried without a break");
    }

    public Meter Meter => _meter;

    public void Received(string project, long bytes)
    {
        _received.Add(1, new KeyValuePair<string, object?>("project", project));
        _receivedBytes.Add(bytes, new KeyValuePair<string, object?>("project", project));
    }

    public void NotReceived(ushort status) => _notReceived.Add(1, new KeyValuePair<string, object?>("status", status.ToString("X4", null)));

    public void Refused(RefusalCause cause) => _refused.Add(1, new KeyValuePair<string, object?>("cause", cause.ToString()));

    public void Associations(int count) => _associations.Record(count);

    public void StudyRun(string project, string result) =>
        _studies.Add(1, new KeyValuePair<string, object?>("project", project), new KeyValuePair<string, object?>("result", result));

    public void RunTime(string project, TimeSpan took) => _runTime.Record(took.TotalSeconds, new KeyValuePair<string, object?>("project", project));

    public void Delivered(string destination, string result, long bytes)
    {
        var label = new KeyValuePair<string, object?>("destination", destination);
        _deliveries.Add(1, label, new KeyValuePair<string, object?>("result", result));
        if (bytes > 0)
            _sentBytes.Add(bytes, label);
    }

    public void Proven(string destination, string result, int count)
    {
        if (count > 0)
            _proofs.Add(count, new KeyValuePair<string, object?>("destination", destination), new KeyValuePair<string, object?>("result", result));
    }

    public void DestinationUp(string destination, bool isUp) => _destinationUp.Record(isUp ? 1 : 0, new KeyValuePair<string, object?>("destination", destination));

    public void Dispose() => _meter.Dispose();
}
