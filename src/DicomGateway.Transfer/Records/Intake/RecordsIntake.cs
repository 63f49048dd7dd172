using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Transfer.Records.Intake;

/// <summary>
/// Turns what the spool made durable into rows. Idempotent by instance id, so that replay after a crash does no harm. Decides identity:
/// same content again is a duplicate whose bytes are given back, other content under the same SOP Instance UID is a version of its own.
/// </summary>
internal sealed class RecordsIntake(RecordsContext context)
{
    /// <summary>Records a batch, whole or not at all.</summary>
    public ValueTask RecordAsync(IReadOnlyList<SpoolEntry> batch, CancellationToken cancellationToken) => context.Writer.RunAsync(
        session =>
        {
            foreach (var entry in batch)
                Record(session, entry);
        },
        cancellationToken);

    private void Record(RecordsSession session, SpoolEntry entry)
    {
        session.Execute(
            """
            INSERT INTO segments(segment, recorded_to) VALUES ($1, $2)
            ON CONFLICT(segment) DO UPDATE SET recorded_to = MAX(recorded_to, excluded.recorded_to)
            """,
            entry.Segment, entry.End);
        if (session.FindNumber("SELECT arrival FROM instances WHERE instance_id = $1", entry.InstanceId) is not null)
            return;
        var project = entry.Context.Project;
        var hashes = EntryHashes.Of(entry, context.Cipher);
        var known = session.Query(
            "SELECT instance_id, sha256, version, study_id FROM instances WHERE project = $1 AND sop_hash = $2 AND disposition <> $3 ORDER BY version",
            row => new Known(row.Id(0), row.Bytes(1), row.Int(2), row.Number(3)),
            project, hashes.Sop, InstanceDisposition.Duplicate);
        var original = known.Find(one => one.Sha256.AsSpan().SequenceEqual(entry.Sha256));
        if (original is not null)
        {
            InsertInstance(session, entry, hashes, original.StudyId, original.Version, original.InstanceId);
            session.Execute(
                "UPDATE studies SET last_received = MAX(last_received, $1) WHERE study_id = $2 AND state = $3",
                entry.Received, original.StudyId, StudyState.Receiving);
            return;
        }

        var study = FindOrAddStudy(session, entry, hashes);
        InsertInstance(session, entry, hashes, study.StudyId, known.Count == 0 ? 1 : known[^1].Version + 1, duplicateOf: null);
        session.Execute(
            "UPDATE studies SET instance_count = instance_count + 1, last_received = MAX(last_received, $1) WHERE study_id = $2",
            entry.Received, study.StudyId);
        foreach (var other in known.Select(one => one.StudyId).Append(study.StudyId).Distinct().Where(_ => known.Count > 0))
            session.Execute("UPDATE studies SET has_versions = 1 WHERE study_id = $1", other);
        StudyChanges.Reopen(session, context, study);
    }

    private StudyRow FindOrAddStudy(RecordsSession session, SpoolEntry entry, EntryHashes hashes)
    {
        var (project, facts) = (entry.Context.Project, entry.Facts);
        if (session.FindNumber("SELECT study_id FROM studies WHERE project = $1 AND study_hash = $2", project, hashes.Study) is { } found)
            return StudyRow.Get(session, found);
        var identity = new StudyIdentity
        {
            StudyInstanceUid = facts.StudyInstanceUid,
            PatientId = facts.PatientId,
            IssuerOfPatientId = facts.IssuerOfPatientId,
            PatientName = facts.PatientName,
            AccessionNumber = facts.AccessionNumber,
            StudyDate = facts.StudyDate,
        };
        var id = session.GetNumber(
            """
            INSERT INTO studies(project, study_hash, patient_hash, accession_hash, sealed_identity, modality, state, state_since, first_received, last_received)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) RETURNING study_id
            """,
            project, hashes.Study, hashes.Patient, hashes.Accession,
            context.Cipher.Encrypt("study " + Convert.ToHexStringLower(hashes.Study), identity), ModalityOf(facts), StudyState.Receiving, context.Now, entry.Received);
        AuditChain.Append(
            session, context, AuditChain.Service, "study.receiving", project, id,
            new Dictionary<string, string> { ["calling"] = entry.Context.CallingAeTitle, ["called"] = entry.Context.CalledAeTitle });
        return StudyRow.Get(session, id);
    }

    private void InsertInstance(RecordsSession session, SpoolEntry entry, EntryHashes hashes, long studyId, int version, Guid? duplicateOf)
    {
        var isDuplicate = duplicateOf is not null;
        session.Execute(
            """
            INSERT INTO instances(
                instance_id, study_id, project, sop_hash, series_hash, patient_hash, issuer_hash, version, disposition, disposed_at, is_compared,
                duplicate_of, segment, start, length, header_length, end_offset, bytes_state, sha256, sop_class, transfer_syntax, sealed_identity,
                received, peer_address, calling_ae, called_ae, job_item)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27)
            """,
            entry.InstanceId, studyId, entry.Context.Project, hashes.Sop, hashes.Series, hashes.Patient, hashes.Issuer, version,
            isDuplicate ? InstanceDisposition.Duplicate : InstanceDisposition.Pending, context.Now, version == 1 || isDuplicate, duplicateOf,
            entry.Segment, entry.Start, entry.Length, entry.HeaderLength, entry.End, isDuplicate ? BytesState.Going : BytesState.Present, entry.Sha256,
            entry.Identity.SopClassUid, entry.Identity.TransferSyntaxUid,
            context.Cipher.Encrypt("instance " + entry.InstanceId.ToString("N"), new InstanceUids(entry.Identity.SopInstanceUid, entry.Facts.SeriesInstanceUid)),
            entry.Received, entry.Context.PeerAddress, entry.Context.CallingAeTitle, entry.Context.CalledAeTitle, entry.Context.JobItem);
    }

    /// <summary>Shown in clear, so nothing but a code of the standard's shape may pass.</summary>
    private static string? ModalityOf(InstanceFacts facts) =>
        facts.Modality?.Trim() is { Length: > 0 and <= 16 } modality && modality.All(c => c is (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_')
            ? modality
            : null;

    private sealed record Known(Guid InstanceId, byte[] Sha256, int Version, long StudyId);
}
