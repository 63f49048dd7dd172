using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Instances;

/// <summary>Received instances. Rows come from the spool's journal only.</summary>
public sealed class InstanceStore
{
    private readonly RecordsContext _context;

    internal InstanceStore(RecordsContext context) => _context = context;

    /// <summary>Versions that count, oldest first.</summary>
    public ValueTask<IReadOnlyList<InstanceRecord>> ListAsync(long studyId, CancellationToken cancellationToken) =>
        _context.ReadAsync<IReadOnlyList<InstanceRecord>>(
            session => InstanceColumns.List(
                session, _context.SpoolFolder, "study_id = $1 AND disposition <> $2 ORDER BY arrival", studyId, InstanceDisposition.Duplicate),
            cancellationToken);

    public ValueTask<InstanceRecord?> FindAsync(Guid instanceId, CancellationToken cancellationToken) =>
        _context.ReadAsync(
            session => InstanceColumns.List(session, _context.SpoolFolder, "instance_id = $1", instanceId).FirstOrDefault(), cancellationToken);

    /// <summary>
    /// Groups of versions under one SOP Instance UID with one that nobody has compared yet. The first of a group is the oldest; one without bytes
    /// (<see cref="InstanceRecord.HasBytes"/>) can only be told apart by its SHA-256, which differs.
    /// </summary>
    public ValueTask<IReadOnlyList<IReadOnlyList<InstanceRecord>>> ListUncomparedAsync(long studyId, CancellationToken cancellationToken) =>
        _context.ReadAsync<IReadOnlyList<IReadOnlyList<InstanceRecord>>>(
            session =>
            [
                .. session.Query(
                        "SELECT DISTINCT project, sop_hash FROM instances WHERE study_id = $1 AND is_compared = 0 AND disposition <> $2",
                        row => (Project: row.Text(0), Hash: row.Bytes(1)),
                        studyId, InstanceDisposition.Duplicate)
                    .Select(group => InstanceColumns.List(
                        session, _context.SpoolFolder, "project = $1 AND sop_hash = $2 AND disposition <> $3 ORDER BY version",
                        group.Project, group.Hash, InstanceDisposition.Duplicate)),
            ],
            cancellationToken);

    /// <summary>Comparison found the same content: one copy stays, the other's bytes are given back.</summary>
    public ValueTask MarkDuplicateAsync(Guid duplicate, Guid original, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync(
            session =>
            {
                var instance = Get(session, duplicate);
                if (Get(session, original).SopInstanceHash != instance.SopInstanceHash)
                    throw new TransitionException("Instances of two SOP Instance UIDs are no duplicates of each other.");
                if (instance.Disposition == InstanceDisposition.Duplicate)
                    return;
                session.Execute(
                    """
                    UPDATE instances SET disposition = $1, disposed_at = $2, duplicate_of = $3, is_compared = 1, bytes_state = $4 WHERE instance_id = $5
                    """,
                    InstanceDisposition.Duplicate, _context.Now, original, BytesState.Going, duplicate);
                session.Execute("UPDATE studies SET instance_count = instance_count - 1 WHERE study_id = $1", instance.StudyId);
            },
            cancellationToken);

    /// <summary>Comparison found other content: both stay.</summary>
    public ValueTask MarkDifferentAsync(Guid instanceId, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync(
            session =>
            {
                session.Execute("UPDATE instances SET is_compared = 1 WHERE instance_id = $1", instanceId);
            },
            cancellationToken);

    /// <summary>A person has released a study of which other contents exist: the later version counts from now on, the earlier is kept for its time.</summary>
    public ValueTask MarkSupersededAsync(Guid earlier, Guid later, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync(
            session =>
            {
                var instance = Get(session, earlier);
                if (Get(session, later).SopInstanceHash != instance.SopInstanceHash)
                    throw new TransitionException("Instances of two SOP Instance UIDs are no versions of each other.");
                if (instance.Disposition == InstanceDisposition.Duplicate)
                    return;
                session.Execute(
                    "UPDATE instances SET disposition = $1, disposed_at = $2, duplicate_of = $3, is_compared = 1 WHERE instance_id = $4",
                    InstanceDisposition.Duplicate, _context.Now, later, earlier);
                session.Execute("UPDATE studies SET instance_count = instance_count - 1 WHERE study_id = $1", instance.StudyId);
            },
            cancellationToken);

    private InstanceRecord Get(RecordsSession session, Guid instanceId) =>
        InstanceColumns.List(session, _context.SpoolFolder, "instance_id = $1", instanceId).FirstOrDefault()
        ?? throw new TransitionException($"There is no instance {instanceId}.");
}
