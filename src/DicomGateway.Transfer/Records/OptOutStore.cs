using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records;

/// <summary>
/// Patients who objected, per project. Checked when a study is queued; a change stops what has not gone out yet. An entry without issuer, and a
/// study without issuer, match whatever the other side says: rather one study held too many.
/// </summary>
public sealed class OptOutStore
{
    private readonly RecordsContext _context;

    internal OptOutStore(RecordsContext context) => _context = context;

    /// <summary>Adds a patient, cancels pending deliveries and holds the patient's sealed studies. Returns how many studies were held.</summary>
    public async ValueTask<int> AddAsync(string project, string patientId, string? issuer, string by, string why, CancellationToken cancellationToken)
    {
        var held = await _context.Writer.RunAsync(session => Add(session, project, patientId, issuer, by, why), cancellationToken).ConfigureAwait(false);
        _context.Signals.Raise(RecordsChange.State);
        return held;
    }

    public ValueTask RemoveAsync(string project, string patientId, string? issuer, string by, string why, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync(
            session =>
            {
                var (patient, from) = Hash(project, patientId, issuer);
                var count = session.Execute(
                    "DELETE FROM opt_outs WHERE project = $1 AND patient_hash = $2 AND issuer_hash = $3", project, patient, from);
                Audit(session, "optout.removed", project, patient, by, why, count);
            },
            cancellationToken);

    /// <summary>Whether the list says this already: the same entry, or the patient under every issuer.</summary>
    public ValueTask<bool> ContainsAsync(string project, string patientId, string? issuer, CancellationToken cancellationToken) =>
        _context.ReadAsync(
            session =>
            {
                var (patient, from) = Hash(project, patientId, issuer);
                return session.GetNumber(
                    """
                    SELECT COUNT(*) FROM opt_outs
                    WHERE project = $1 AND patient_hash = $2 AND (length(issuer_hash) = 0 OR issuer_hash = $3)
                    """,
                    project, patient, from) > 0;
            },
            cancellationToken);

    public ValueTask<long> CountAsync(string project, CancellationToken cancellationToken) =>
        _context.ReadAsync(session => session.GetNumber("SELECT COUNT(*) FROM opt_outs WHERE project = $1", project), cancellationToken);

    private int Add(RecordsSession session, string project, string patientId, string? issuer, string by, string why)
    {
        var (patient, from) = Hash(project, patientId, issuer);
        var place = "optout " + Convert.ToHexStringLower(patient);
        var added = session.Execute(
            """
            INSERT INTO opt_outs(project, patient_hash, issuer_hash, sealed_identity, added_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT(project, patient_hash, issuer_hash) DO NOTHING
            """,
            project, patient, from, _context.Cipher.Encrypt(place, new StudyIdentity { PatientId = patientId, IssuerOfPatientId = issuer }), _context.Now);
        if (added == 0)
            return 0;
        var studies = session.Query(
            """
            SELECT DISTINCT s.study_id FROM studies s JOIN instances i ON i.study_id = s.study_id
            WHERE i.project = $1 AND i.patient_hash = $2 AND s.state IN ($3, $4)
            """,
            row => row.Number(0),
            project, patient, StudyState.Inspected, StudyState.Forwarding);
        var held = studies.Where(studyId => DeliveryQueue.HasOptedOut(session, studyId)).ToList();
        foreach (var studyId in held)
            DeliveryQueue.HoldForOptOut(session, _context, StudyRow.Get(session, studyId), by);

        // Reopened studies may still have deliveries of an earlier seal under way.
        foreach (var studyId in session.Query(
                     "SELECT DISTINCT study_id FROM instances WHERE project = $1 AND patient_hash = $2", row => row.Number(0), project, patient))
        {
            if (DeliveryQueue.HasOptedOut(session, studyId))
                StudyChanges.CancelDeliveries(session, _context, studyId, "opted out");
        }
        Audit(session, "optout.added", project, patient, by, why, held.Count);
        return held.Count;
    }

    private void Audit(RecordsSession session, string action, string project, byte[] patient, string by, string why, int studies) =>
        AuditChain.Append(
            session, _context, by, action, project, null,
            new Dictionary<string, string>
            {
                ["patient"] = Convert.ToHexStringLower(patient),
                ["why"] = why,
                ["count"] = studies.ToString(System.Globalization.CultureInfo.InvariantCulture),
            });

    private (byte[] Patient, byte[] Issuer) Hash(string project, string patientId, string? issuer)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(patientId);
        return (_context.Cipher.Hash("patient", project, patientId.Trim()), _context.Cipher.HashOrNull("issuer", project, issuer) ?? []);
    }
}
