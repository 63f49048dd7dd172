using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Services.StorageCommitment;

/// <summary>Requests and reports as data sets (PS3.4 tables J.3.2-1 and J.3.3-1).</summary>
internal static class CommitmentDataset
{
    public static DicomDataset Write(CommitmentRequest request) => new DicomDataset()
        .AddOrUpdate(DicomTag.TransactionUID, request.TransactionUid)
        .AddOrUpdate(DicomTag.ReferencedSOPSequence, [.. request.Instances.Select(Write)]);

    /// <summary>A sequence that would be empty is left out, as the tables have it.</summary>
    public static DicomDataset Write(CommitmentReport report)
    {
        var dataset = new DicomDataset().AddOrUpdate(DicomTag.TransactionUID, report.TransactionUid);
        if (report.Committed.Count > 0)
            dataset.AddOrUpdate(DicomTag.ReferencedSOPSequence, [.. report.Committed.Select(Write)]);
        if (report.Failed.Count > 0)
            dataset.AddOrUpdate(DicomTag.FailedSOPSequence, [.. report.Failed.Select(failure => Write(failure.Instance).AddOrUpdate(DicomTag.FailureReason, failure.Reason))]);
        return dataset;
    }

    /// <summary>Null when it names no transaction or no instance.</summary>
    public static CommitmentRequest? ReadRequest(DicomDataset dataset) =>
        FindTransaction(dataset) is { } transaction && Read(dataset, DicomTag.ReferencedSOPSequence).ToList() is { Count: > 0 } instances
            ? new CommitmentRequest(transaction, instances)
            : null;

    /// <summary>Null when it names no transaction.</summary>
    public static CommitmentReport? ReadReport(DicomDataset dataset)
    {
        if (FindTransaction(dataset) is not { } transaction)
            return null;
        var failed = dataset.TryGetSequence(DicomTag.FailedSOPSequence, out var failures)
            ? failures.Select(item => new CommitmentFailure(Read(item), item.GetValueOrDefault(DicomTag.FailureReason, CommitmentFailure.ProcessingFailure))).ToList()
            : [];

        // Who names an instance in both has not promised it.
        var refused = failed.Select(failure => failure.Instance.SopInstanceUid).ToHashSet(StringComparer.Ordinal);
        return new CommitmentReport(transaction, [.. Read(dataset, DicomTag.ReferencedSOPSequence).Where(item => !refused.Contains(item.SopInstanceUid))], failed);
    }

    private static string? FindTransaction(DicomDataset dataset) =>
        dataset.GetStringOrEmpty(DicomTag.TransactionUID) is { Length: > 0 and <= 64 } uid ? uid : null;

    private static IEnumerable<CommitmentReference> Read(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetSequence(tag, out var items) ? items.Select(Read).Where(item => item.SopInstanceUid.Length is > 0 and <= 64) : [];

    private static CommitmentReference Read(DicomDataset item) =>
        new(item.GetStringOrEmpty(DicomTag.ReferencedSOPClassUID), item.GetStringOrEmpty(DicomTag.ReferencedSOPInstanceUID));

    private static DicomDataset Write(CommitmentReference instance) => new DicomDataset()
        .AddOrUpdate(DicomTag.ReferencedSOPClassUID, instance.SopClassUid)
        .AddOrUpdate(DicomTag.ReferencedSOPInstanceUID, instance.SopInstanceUid);
}
