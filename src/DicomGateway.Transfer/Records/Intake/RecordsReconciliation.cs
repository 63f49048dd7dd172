using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Spool;
using DicomGateway.Transfer.Spool.Io;
using DicomGateway.Transfer.Spool.Segments;

namespace DicomGateway.Transfer.Records.Intake;

/// <summary>At start: how far Records knows the spool, what it misses there, and what a dead process had leased.</summary>
internal sealed class RecordsReconciliation(RecordsContext context)
{
    /// <summary>
    /// Studies in Processing go back to Assembled, to run again from their originals; leased deliveries go back into the queue, in doubt. Where the
    /// process did not end as it should, that counts as a try of the studies that it was running. Returns how many of both.
    /// </summary>
    public ValueTask<int> TakeBackLeasesAsync(CancellationToken cancellationToken) => context.Writer.RunAsync(
        session =>
        {
            if (context.IsAfterCrash)
                session.Query("SELECT study_id FROM studies WHERE lease_owner IS NOT NULL", row => row.Number(0)).ForEach(id => StudyTries.Add(session, id, crashes: 1));
            var running = session.Query("SELECT study_id FROM studies WHERE state = $1", row => row.Number(0), StudyState.Processing);
            foreach (var studyId in running)
            {
                var study = StudyChanges.Move(
                    session, context, StudyRow.Get(session, studyId), StudyState.Assembled, AuditChain.Service,
                    new Dictionary<string, string> { ["cause"] = "restart" });
                StudyChanges.ReopenWhenLate(session, context, study);
            }
            session.Execute("UPDATE studies SET lease_owner = NULL, lease_until = NULL WHERE lease_owner IS NOT NULL");
            var deliveries = session.Execute(
                "UPDATE deliveries SET state = $1, is_in_doubt = 1, lease_owner = NULL, lease_until = NULL WHERE state = $2",
                DeliveryState.Pending, DeliveryState.Leased);
            return running.Count + deliveries + JobPreparation.TakeBack(session, context);
        },
        cancellationToken);

    /// <summary>Instances that Records has and the spool has not: a segment was removed or cut by something else than this program.</summary>
    public long CountMissing(IDurableFileIo io, CancellationToken cancellationToken)
    {
        var segments = context.Readers.Run(
            session => session.Query(
                "SELECT segment, COUNT(*), MAX(end_offset) FROM instances WHERE bytes_state = $1 GROUP BY segment",
                row => (Number: row.Number(0), Count: row.Number(1), End: row.Number(2)),
                BytesState.Present),
            cancellationToken);
        return segments.Where(segment => !Has(io, segment.Number, segment.End)).Sum(segment => segment.Count);
    }

    /// <summary>How far each segment is recorded.</summary>
    public Dictionary<long, long> RecordedTo(CancellationToken cancellationToken) => context.Readers.Run(
        session => session.Query("SELECT segment, recorded_to FROM segments WHERE is_deleted = 0", row => (row.Number(0), row.Number(1)))
            .ToDictionary(segment => segment.Item1, segment => segment.Item2),
        cancellationToken);

    public long LastSegment(CancellationToken cancellationToken) =>
        context.Readers.Run(session => session.GetNumber("SELECT COALESCE(MAX(segment), 0) FROM segments"), cancellationToken);

    private bool Has(IDurableFileIo io, long segment, long end)
    {
        var path = Path.Combine(context.SpoolFolder, SegmentName.Of(segment));
        if (!io.Exists(path))
            return false;
        try
        {
            using var file = io.Open(path);
            return file.Length >= end;
        }
        catch (SpoolUnavailableException)
        {
            return false;
        }
    }
}
