using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Spool;
using DicomGateway.Transfer.Spool.Io;
using DicomGateway.Transfer.Spool.Segments;

namespace DicomGateway.Transfer.Records.Maintenance;

/// <summary>Looks whether database, audit, ledger, spool and sealed studies agree. Changes nothing.</summary>
internal sealed class StorageCheck(RecordsContext context, IDurableFileIo io, DataFolder folder, bool readsBytes)
{
    private const int ProblemLimit = 1000;

    private readonly List<string> _problems = [];
    private long _instances;
    private long _verified;

    public CheckReport Run(CancellationToken cancellationToken)
    {
        var rows = context.Readers.Run(
            session =>
            {
                CheckDatabase(session);
                CheckLedger(session);
                CheckSpool(session, cancellationToken);
                CheckSealed(session);
                return session.GetNumber("SELECT COUNT(*) FROM audit");
            },
            cancellationToken);
        return new CheckReport(_problems, _instances, _verified, rows);
    }

    private void CheckDatabase(RecordsSession session)
    {
        foreach (var line in session.Query("PRAGMA integrity_check(20)", row => row.Text(0)).Where(line => line != "ok"))
            Add($"Database: {line}. Restore a backup, or make new records from the spool with 'dicom-gateway rebuild'.");
        if (AuditChain.Verify(session, context.Cipher) is { } sequence)
            Add($"Audit: the chain breaks at row {sequence}: rows were changed or removed outside the program. Keep a copy of the database as evidence.");
    }

    private void CheckLedger(RecordsSession session)
    {
        foreach (var line in LedgerStore.Count(session).Where(line => !line.Balances))
            Add($"Ledger: project {line.Project} received {line.Received} and accounts for {line.Forwarded + line.Held + line.Rejected + line.Excluded + line.Pending}.");
        var unconfirmed = session.GetNumber(
            """
            SELECT COUNT(*) FROM instances i WHERE i.disposition = 4 AND EXISTS (
                SELECT 1 FROM outputs o JOIN deliveries d ON d.output_id = o.output_id WHERE o.source_instance = i.instance_id AND d.state IN (1, 2, 5))
            AND EXISTS (SELECT 1 FROM studies s WHERE s.study_id = i.study_id AND s.state IN (7, 9))
            """);
        if (unconfirmed > 0)
            Add($"Ledger: {unconfirmed} instances count as forwarded while a destination has not confirmed them.");
    }

    private void CheckSpool(RecordsSession session, CancellationToken cancellationToken)
    {
        var segments = session.Query(
            "SELECT DISTINCT segment FROM instances WHERE bytes_state = $1 ORDER BY segment", row => row.Number(0), BytesState.Present);
        foreach (var segment in segments)
        {
            cancellationToken.ThrowIfCancellationRequested();
            CheckSegment(session, segment, cancellationToken);
        }
        CheckUnrecorded(session, cancellationToken);
    }

    private void CheckSegment(RecordsSession session, long number, CancellationToken cancellationToken)
    {
        var expected = session.Query(
            "SELECT instance_id, start, length, header_length, end_offset, sha256 FROM instances WHERE segment = $1 AND bytes_state = $2 ORDER BY start",
            row => (Id: row.Id(0), Start: row.Number(1), Length: row.Number(2), Header: row.Int(3), End: row.Number(4), Hash: row.Bytes(5)),
            number, BytesState.Present);
        _instances += expected.Count;
        var path = Path.Combine(folder.Spool, SegmentName.Of(number));
        if (!io.Exists(path))
        {
            Add($"Spool: segment {SegmentName.Of(number)} with {expected.Count} instances is missing. Restore it from a backup.");
            return;
        }
        using var file = io.Open(path);
        var scan = new SegmentScan(file, number, cancellationToken);
        foreach (var one in expected)
        {
            if (one.End > file.Length)
                Add($"Spool: instance {one.Id:N} lies beyond the end of {SegmentName.Of(number)}. Restore the segment from a backup.");
            else if (readsBytes && !scan.HasItsBytes(one.Start + one.Header, one.Start + one.Length, one.Hash))
                Add($"Spool: instance {one.Id:N} is damaged in {SegmentName.Of(number)}: its SHA-256 differs. Restore the segment from a backup.");
            else
                _verified += readsBytes ? 1 : 0;
        }
    }

    /// <summary>The other way round: trailers that the database does not know although it says that it has read past them.</summary>
    private void CheckUnrecorded(RecordsSession session, CancellationToken cancellationToken)
    {
        if (!readsBytes)
            return;
        var recorded = session.Query("SELECT segment, recorded_to FROM segments WHERE is_deleted = 0", row => (Number: row.Number(0), To: row.Number(1)));
        foreach (var segment in recorded)
        {
            var path = Path.Combine(folder.Spool, SegmentName.Of(segment.Number));
            if (!io.Exists(path))
                continue;
            using var file = io.Open(path);
            var scan = new SegmentScan(file, segment.Number, cancellationToken);
            var unknown = scan.Find(0).TakeWhile(entry => entry.End <= segment.To)
                .Count(entry => session.FindNumber("SELECT arrival FROM instances WHERE instance_id = $1", entry.InstanceId) is null);
            if (!scan.IsReadable)
                Add($"Spool: the header of {SegmentName.Of(segment.Number)} is damaged: its instances could not be found again without the database.");
            if (unknown > 0)
                Add($"Spool: {unknown} instances in {SegmentName.Of(segment.Number)} have no record. Make new records from the spool with 'dicom-gateway rebuild'.");
        }
    }

    private void CheckSealed(RecordsSession session)
    {
        foreach (var manifest in session.Query(
                     "SELECT study_id, folder FROM manifests WHERE bytes_state = $1", row => (Study: row.Number(0), Folder: row.Text(1)), BytesState.Present))
        {
            if (!Directory.Exists(Path.Combine(folder.Path, manifest.Folder)))
                Add($"Studies: the sealed output of study {manifest.Study} is missing. Restore it from a backup, or release the study to run again.");
        }
    }

    private void Add(string problem)
    {
        if (_problems.Count < ProblemLimit)
            _problems.Add(problem);
        else if (_problems.Count == ProblemLimit)
            _problems.Add($"More than {ProblemLimit} problems: mend these and check again.");
    }
}
