using System.Globalization;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Holds;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Maintenance;

/// <summary>
/// Decides what may go, in the database only: marked as going and audited in one transaction; the space is given back afterwards. An original goes
/// when every destination has confirmed, and where it has to has promised to keep, what was made of it, or a person, or a time that a person has
/// set, has rejected it; nothing else, and never before a time that we have promised.
/// </summary>
internal sealed class RetentionRules(RecordsContext context, RetentionTimes times)
{
    private const int StudiesAtOnce = 200;

    private const string Confirmed =
        """
        EXISTS (SELECT 1 FROM outputs o JOIN deliveries d ON d.output_id = o.output_id WHERE o.source_instance = i.instance_id AND d.state IN (3, 4))
        AND NOT EXISTS (SELECT 1 FROM outputs o JOIN deliveries d ON d.output_id = o.output_id WHERE o.source_instance = i.instance_id AND (d.state IN (1, 2, 5) OR (d.state IN (3, 4) AND d.proof IN (1, 2, 4))))
        """;

    /// <summary>Held for too long: rejected, by the rule.</summary>
    public int RejectHeld(RecordsSession session)
    {
        var due = session.Query(
            "SELECT study_id FROM studies WHERE state = $1 AND state_since <= $2 LIMIT $3", row => row.Number(0), StudyState.Held, context.Now - times.Held, StudiesAtOnce);
        foreach (var studyId in due)
            HoldStore.Reject(session, context, StudyRow.Get(session, studyId), AuditChain.Service, "held for longer than the retention time");
        return due.Count;
    }

    /// <summary>Marks originals; returns how many studies it touched, so that the caller goes on until there are none.</summary>
    public int MarkOriginals(RecordsSession session) =>
        MarkOriginals(session, InstanceDisposition.Forwarded, context.Now - times.Originals, "AND s.state IN (7, 9) AND " + Confirmed)
        + MarkOriginals(session, InstanceDisposition.Rejected, context.Now - times.Rejected, "")
        + MarkOriginals(session, InstanceDisposition.Excluded, context.Now - times.Rejected, "")
        + MarkOriginals(session, InstanceDisposition.Duplicate, context.Now - times.Rejected, "");

    /// <summary>Marks de-identified copies: those that every destination has confirmed, that a later seal replaced, or that were rejected or left out.</summary>
    public int MarkCopies(RecordsSession session)
    {
        var due = session.Query(
            """
            SELECT m.manifest_id, m.study_id, s.project FROM manifests m JOIN studies s ON s.study_id = m.study_id
            WHERE m.bytes_state = $1
              AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.manifest_id = m.manifest_id AND (d.state IN (1, 2, 5) OR (d.state IN (3, 4) AND d.proof IN (1, 2, 4) AND s.state <> $4)))
              AND ((s.state IN ($2, $7) AND s.state_since <= $3 AND EXISTS (SELECT 1 FROM deliveries d WHERE d.manifest_id = m.manifest_id AND d.state IN (3, 4)))
                OR (s.state IN ($4, $8) AND s.state_since <= $5)
                OR (m.sealed_at <= $3 AND EXISTS (
                    SELECT 1 FROM manifests later WHERE later.study_id = m.study_id AND later.revision > m.revision AND later.bytes_state = $1)))
            LIMIT $6
            """,
            row => (Id: row.Number(0), Study: row.Number(1), Project: row.Text(2)),
            BytesState.Present, StudyState.Forwarded, context.Now - times.Deidentified, StudyState.Rejected, context.Now - times.Rejected, StudiesAtOnce,
            StudyState.Committed, StudyState.Excluded);
        foreach (var manifest in due)
        {
            session.Execute("UPDATE manifests SET bytes_state = $1 WHERE manifest_id = $2", BytesState.Going, manifest.Id);
            AuditChain.Append(session, context, AuditChain.Service, "retention.copies-deleted", manifest.Project, manifest.Study);
        }
        return due.Count;
    }

    private int MarkOriginals(RecordsSession session, InstanceDisposition disposition, DateTimeOffset before, string condition)
    {
        const string from = "FROM instances i JOIN studies s ON s.study_id = i.study_id WHERE i.disposition = $1 AND i.bytes_state = $2 AND i.disposed_at <= $3 AND i.kept_until <= $6 ";
        var due = session.Query(
            $"SELECT DISTINCT i.study_id, s.project {from}{condition} LIMIT $4", row => (Study: row.Number(0), Project: row.Text(1)),
            disposition, BytesState.Present, before, StudiesAtOnce, null, context.Now);
        foreach (var study in due)
        {
            var count = session.Execute(
                $"UPDATE instances SET bytes_state = $5 WHERE instance_id IN (SELECT i.instance_id {from}{condition} AND i.study_id = $4)",
                disposition, BytesState.Present, before, study.Study, BytesState.Going, context.Now);
            AuditChain.Append(
                session, context, AuditChain.Service, "retention.originals-deleted", study.Project, study.Study,
                new Dictionary<string, string>
                {
                    ["count"] = count.ToString(CultureInfo.InvariantCulture),
                    ["because"] = disposition switch
                    {
                        InstanceDisposition.Forwarded => "confirmed",
                        InstanceDisposition.Duplicate => "superseded",
                        InstanceDisposition.Excluded => "left out",
                        _ => "rejected",
                    },
                });
        }
        return due.Count;
    }
}
