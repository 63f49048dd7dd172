using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts.Looking;

/// <summary>Segments, retention, backups, and whatever else the node says is wrong that no other source speaks of.</summary>
internal sealed class StorageSource(GatewayNode node, TimeSpan? backupWithin, TimeProvider time) : IAlertSource
{
    public AlertKind Kind => AlertKind.Storage;

    public async ValueTask<AlertLook> LookAsync(CancellationToken cancellationToken)
    {
        var transfer = node.Transfer;
        var elsewhere = transfer.DestinationHealth.Select(destination => destination.Problem).Concat(transfer.ProofProblems).Concat(transfer.PacsProblems).Append(node.Storage.Spool.Health.Text).ToHashSet();
        var problems = node.Problems().Append(transfer.RetentionProblem).OfType<string>().Where(problem => !elsewhere.Contains(problem))
            .Select(problem => new AlertSighting { Subject = problem, Text = problem });
        return AlertLook.Of([.. problems, .. await LookForBackupAsync(cancellationToken)]);
    }

    private async ValueTask<IEnumerable<AlertSighting>> LookForBackupAsync(CancellationToken cancellationToken)
    {
        if (backupWithin is not { } within)
            return [];
        var last = await node.Records.AlertFacts.FindLastBackupAsync(cancellationToken);
        if (time.GetUtcNow() - last < within)
            return [];
        var what = last is { } made ? $"The last backup is of {AlertTimes.Show(made)}" : "There is no backup yet";
        return [new AlertSighting { Subject = "backup", Text = $"{what}. See why `dicom-gateway backup` does not run, or does not succeed." }];
    }
}
