using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Intake;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Spool;
using DicomGateway.Transfer.Spool.Io;
using DicomGateway.Transfer.Spool.Segments;

namespace DicomGateway.Transfer.Records.Maintenance;

/// <summary>
/// Makes a new database from the trailers of the spool when the old one is lost. What people decided is lost with it, so every study is held
/// for a person before it can go on; the old database files are kept beside the new one.
/// </summary>
public static class StorageRebuild
{
    public const string FindingCode = "records.rebuilt";

    /// <exception cref="DataFolderException">The service is running on this folder, or it cannot be used.</exception>
    /// <exception cref="RecordsException">The new database cannot be made.</exception>
    public static async ValueTask<RebuildResult> RunAsync(string dataFolder, IRecordsKeySource keys, TimeProvider time, CancellationToken cancellationToken)
    {
        var folder = new DataFolder(dataFolder);
        using var folderLock = DataFolderLock.Take(folder);
        var kept = MoveOldAway(folder, time);
        var context = RecordsOpening.Open(folder.Records, folder.Spool, keys, spoolHasInstances: false, time);
        try
        {
            var replay = new SpoolReplay(DurableFileIo.ForThisPlatform(), folder.Spool);
            var catchUp = new SpoolCatchUp(replay, new Dictionary<long, long>());
            await catchUp.RunAsync(batch => new RecordsIntake(context).RecordAsync(batch, cancellationToken), cancellationToken).ConfigureAwait(false);
            var studies = await context.Writer.RunAsync(session => HoldAll(session, context), cancellationToken).ConfigureAwait(false);
            return new RebuildResult(catchUp.Recorded, studies, replay.TornCount, replay.Unreadable.Count, kept);
        }
        finally
        {
            RecordsOpening.Close(context, folder.Records);
        }
    }

    private static string? MoveOldAway(DataFolder folder, TimeProvider time)
    {
        var old = Directory.GetFiles(folder.Records);
        if (old.Length == 0)
            return null;
        var target = Path.Combine(folder.Records, $"before-rebuild-{time.GetUtcNow():yyyyMMddTHHmmss}-{Guid.CreateVersion7(time.GetUtcNow()):N}");
        BackupCopy.CreateFolder(target);
        foreach (var file in old)
            File.Move(file, Path.Combine(target, Path.GetFileName(file)));
        return target;
    }

    private static int HoldAll(RecordsSession session, RecordsContext context)
    {
        AuditChain.Append(session, context, AuditChain.Service, "records.rebuilt");
        var studies = session.Query("SELECT study_id FROM studies ORDER BY study_id", row => row.Number(0));
        var finding = new FindingRecord(
            "Records", FindingCode, FindingSeverity.Hold, null, "The database was rebuilt from the spool; earlier decisions on this study are not known any more.");
        foreach (var studyId in studies)
        {
            var study = StudyRow.Get(session, studyId);
            study = StudyChanges.Move(session, context, study, StudyState.Assembled, AuditChain.Service);
            study = StudyChanges.Move(session, context, study, StudyState.Processing, AuditChain.Service);
            StudyChanges.Hold(session, context, study, "Records", [finding], AuditChain.Service);
        }
        return studies.Count;
    }
}
