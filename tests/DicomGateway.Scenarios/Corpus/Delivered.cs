using DicomGateway.Scenarios.Peers;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Holds;
using DicomGateway.Transfer.Records.Instances;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;
using Microsoft.Extensions.Logging.Abstractions;

namespace DicomGateway.Scenarios.Corpus;

/// <summary>What the records of a stopped node say about one instance that it received.</summary>
/// <param name="Outputs">New SOP Instance UID by destination that confirmed it.</param>
/// <param name="Reason">Why it is held, or was until it was rejected; empty when it was not.</param>
internal sealed record Delivered(InstanceRecord Source, IReadOnlyDictionary<string, string> Outputs, string Reason)
{
    public static async Task<IReadOnlyList<Delivered>> ReadAsync(NodeUnderTest node)
    {
        var configuration = ConfigurationLoader.Load(node.ConfigurationFile, node.DataFolder);
        await using var opened = await NodeStorage.OpenAsync(configuration, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        var records = opened.Storage.Records;
        var delivered = new List<Delivered>();
        foreach (var study in await records.Studies.ListAsync(new StudyFilter { Limit = 100_000 }, CancellationToken.None))
        {
            var reason = study.State is StudyState.Held or StudyState.Rejected ? Reasons(await records.Holds.ListAsync(study.StudyId, CancellationToken.None)) : "";
            var outputs = (await records.Deliveries.ListAsync(study.StudyId, CancellationToken.None))
                .Where(delivery => delivery.State is DeliveryState.Sent or DeliveryState.Warning).ToLookup(delivery => delivery.SourceInstanceId);
            foreach (var instance in await records.Instances.ListAsync(study.StudyId, CancellationToken.None))
            {
                var own = outputs[instance.InstanceId].DistinctBy(delivery => delivery.Destination).ToDictionary(delivery => delivery.Destination, delivery => delivery.SopInstanceUid);
                delivered.Add(new Delivered(instance, own, reason));
            }
        }

        return delivered;
    }

    private static string Reasons(IReadOnlyList<HoldRecord> holds) => string.Join(" + ", holds
        .Where(hold => hold.Decision is HoldDecision.Open or HoldDecision.Rejected).SelectMany(hold => hold.Findings)
        .Where(finding => finding.Severity == FindingSeverity.Hold).Select(finding => finding.Code).Distinct().Order(StringComparer.Ordinal));
}
