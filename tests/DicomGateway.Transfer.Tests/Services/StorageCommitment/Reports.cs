using System.Collections.Concurrent;
using DicomGateway.Transfer.Services.StorageCommitment;

namespace DicomGateway.Transfer.Tests.Services.StorageCommitment;

/// <summary>Notes the reports that come.</summary>
internal sealed class Reports : ICommitmentReports
{
    private readonly ConcurrentQueue<CommitmentReport> _all = new();

    public bool Any => !_all.IsEmpty;

    public CommitmentReport Single => _all.Single();

    public ValueTask<bool> TakeAsync(CommitmentReport report, string archiveAeTitle, CancellationToken cancellationToken)
    {
        _all.Enqueue(report);
        return ValueTask.FromResult(true);
    }
}
