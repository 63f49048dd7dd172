namespace DicomGateway.Transfer.Services.StorageCommitment;

/// <summary>Takes the reports of archives.</summary>
internal interface ICommitmentReports
{
    /// <summary>Records a report; when this returns, it is durable.</summary>
    /// <param name="report">What the archive says.</param>
    /// <param name="archiveAeTitle">AE title of who says it.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>False when that archive was never asked under this transaction.</returns>
    ValueTask<bool> TakeAsync(CommitmentReport report, string archiveAeTitle, CancellationToken cancellationToken);
}
