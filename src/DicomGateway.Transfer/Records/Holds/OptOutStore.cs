using System.Globalization;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Deliveries;
using DicomGateway.Transfer.Records.Patients;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Transfer.Records.Holds;

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

    /// <summary>
    /// Takes an entry off. Studies that are held for it and for nothing else run again. Returns how many, or null when there is no such entry.
    /// </summary>
    public async ValueTask<int?> WithdrawAsync(string project, string patientId, string? issuer, string by, string why, CancellationToken cancellationToken)
    {
        var studies = await _context.Writer.RunAsync(session => Withdraw(session, project, patientId, issuer, by, why), cancellationToken).ConfigureAwait(false);
        _context.Signals.Raise(RecordsChange.StudyDue, RecordsChange.State);
        return studies;
    }

    /// <summary>Whether the list has this very entry.</summary>
    public ValueTask<bool> HasEntryAsync(string project, string patientId, string? issuer, CancellationToken cancellationToken) =>
        _context.ReadAsync(
            session =>
            {
                var (patient, from) = Hash(project, patientId, issuer);
                return session.GetNumber(
                    "SELECT COUNT(*) FROM opt_outs WHERE project = $1 AND patient_hash = $2 AND issuer_hash = $3", project, patient, from) > 0;
            },
            cancellationToken);

    /// <summary>Decrypts the entries for a person, which is an act of its own and audited. Oldest first.</summary>
    /// <param name="project">One project, or null for all.</param>
    /// <param name="by">Who reads them.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public ValueTask<IReadOnlyList<OptOutRecord>> ListAsync(string? project, string by, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync<IReadOnlyList<OptOutRecord>>(
            session =>
            {
                var entries = session.Query(
                    "SELECT project, patient_hash, sealed_identity, added_at FROM opt_outs WHERE $1 IS NULL OR project = $1 ORDER BY added_at, patient_hash",
                    row =>
                    {
                        var identity = _context.Cipher.Decrypt<StudyIdentity>(PlaceOf(row.Bytes(1)), row.Bytes(2));
                        return new OptOutRecord(row.Text(0), identity.IssuerOfPatientId, identity.PatientId!, row.Time(3));
                    },
                    project);
                var detail = new Dictionary<string, string> { ["count"] = entries.Count.ToString(CultureInfo.InvariantCulture) };
                AuditChain.Append(session, _context, by, "optout.listed", project, null, detail);
                return entries;
            },
            cancellationToken);

    public ValueTask<long> CountAsync(string project, CancellationToken cancellationToken) =>
        _context.ReadAsync(session => session.GetNumber("SELECT COUNT(*) FROM opt_outs WHERE project = $1", project), cancellationToken);

    private int Add(RecordsSession session, string project, string patientId, string? issuer, string by, string why)
    {
        var (patient, from) = Hash(project, patientId, issuer);
        var added = session.Execute(
            """
            INSERT INTO opt_outs(project, patient_hash, issuer_hash, sealed_identity, added_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT(project, patient_hash, issuer_hash) DO NOTHING
            """,
            project, patient, from, _context.Cipher.Encrypt(PlaceOf(patient), new StudyIdentity { PatientId = patientId, IssuerOfPatientId = issuer }), _context.Now);
        if (added == 0)
            return 0;
        var studies = MergeRows.StudiesOf(session, project, patient).Where(studyId => DeliveryQueue.HasOptedOut(session, studyId))
            .Select(studyId => StudyRow.Get(session, studyId)).ToList();
        var held = studies.Where(study => study.State is StudyState.Inspected or StudyState.Forwarding).ToList();
        foreach (var study in held)
            DeliveryQueue.HoldForOptOut(session, _context, study, by);
        foreach (var study in studies)
        {
            // Reopened studies may still have deliveries of an earlier seal under way.
            StudyChanges.CancelDeliveries(session, _context, study.StudyId, "opted out");
            session.Execute("DELETE FROM catalogue_studies WHERE study_id = $1", study.StudyId);
        }

        Audit(session, "optout.added", project, patient, by, why, held.Count);
        return held.Count;
    }

    private int? Withdraw(RecordsSession session, string project, string patientId, string? issuer, string by, string why)
    {
        var (patient, from) = Hash(project, patientId, issuer);
        if (session.Execute("DELETE FROM opt_outs WHERE project = $1 AND patient_hash = $2 AND issuer_hash = $3", project, patient, from) == 0)
            return null;
        var free = MergeRows.StudiesOf(session, project, patient)
            .Where(studyId => IsHeldForThatAlone(session, studyId) && !DeliveryQueue.HasOptedOut(session, studyId)).ToList();
        foreach (var studyId in free)
            HoldStore.RunAgain(session, _context, StudyRow.Get(session, studyId), HoldDecision.Withdrawn, by, why);
        Audit(session, "optout.withdrawn", project, patient, by, why, free.Count);
        return free.Count;
    }

    private static bool IsHeldForThatAlone(RecordsSession session, long studyId) => session.GetNumber(
        """
        SELECT COUNT(*) FROM studies s JOIN holds h ON h.study_id = s.study_id AND h.decision = $2
        WHERE s.study_id = $1 AND s.state = $3
          AND EXISTS (SELECT 1 FROM findings f WHERE f.hold_id = h.hold_id AND f.code = $4)
          AND NOT EXISTS (SELECT 1 FROM findings f WHERE f.hold_id = h.hold_id AND f.code <> $4 AND f.severity = $5)
        """,
        studyId, HoldDecision.Open, StudyState.Held, DeliveryQueue.OptOutCode, FindingSeverity.Hold) > 0;

    private static string PlaceOf(byte[] patient) => "optout " + Convert.ToHexStringLower(patient);

    private void Audit(RecordsSession session, string action, string project, byte[] patient, string by, string why, int studies) =>
        AuditChain.Append(
            session, _context, by, action, project, null,
            new Dictionary<string, string>
            {
                ["patient"] = Convert.ToHexStringLower(patient),
                ["why"] = why,
                ["count"] = studies.ToString(CultureInfo.InvariantCulture),
            });

    private (byte[] Patient, byte[] Issuer) Hash(string project, string patientId, string? issuer)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(patientId);
        return (_context.Cipher.Hash("patient", project, patientId.Trim()), _context.Cipher.HashOrNull("issuer", project, issuer) ?? []);
    }
}
