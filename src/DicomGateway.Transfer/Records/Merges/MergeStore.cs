using System.Globalization;
using DicomGateway.Curation.Metadata;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Patients;
using DicomGateway.Transfer.Records.Profiles;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Transfer.Records.Merges;

/// <summary>
/// Patients of whom somebody has said that they are one person. From then on a study of either is de-identified under the identity that survives;
/// what is out already stays as it is and can be listed.
/// </summary>
public sealed class MergeStore
{
    private readonly RecordsContext _context;

    internal MergeStore(RecordsContext context) => _context = context;

    /// <summary>Records a merge. Studies that are held for naming both run again, and so do those that are on their way and not sent.</summary>
    /// <exception cref="MergeException">The two are one person already, or the first went into another before.</exception>
    public async ValueTask<MergeResult> RecordAsync(string project, PatientMerge merge, string by, string why, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        var result = await _context.Writer.RunAsync(session => Record(session, project, merge, by, why), cancellationToken).ConfigureAwait(false);
        _context.Signals.Raise(RecordsChange.StudyDue, RecordsChange.Arrival, RecordsChange.State);
        return result;
    }

    /// <summary>Takes a merge back. What went out under it keeps its pseudonym.</summary>
    /// <exception cref="MergeException">There is no such merge in force.</exception>
    public async ValueTask<MergeResult> UndoAsync(string project, PatientIdentity absorbed, string by, string why, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        var result = await _context.Writer.RunAsync(session => Undo(session, project, absorbed, by, why), cancellationToken).ConfigureAwait(false);
        _context.Signals.Raise(RecordsChange.StudyDue, RecordsChange.Arrival, RecordsChange.State);
        return result;
    }

    /// <summary>Decrypts the merges for a person, which is an act of its own and audited. Oldest first, those taken back included.</summary>
    public ValueTask<IReadOnlyList<MergeRecord>> ListAsync(string? project, string by, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync<IReadOnlyList<MergeRecord>>(
            session =>
            {
                var merges = MergeRows.List(session, _context.Cipher, project);
                AuditChain.Append(session, _context, by, "patients.listed", project, null, Count("count", merges.Count));
                return merges;
            },
            cancellationToken);

    /// <summary>Studies of which something is out, of patients whom any merge of the project names.</summary>
    public ValueTask<IReadOnlyList<ForwardedStudy>> ListForwardedAsync(string project, CancellationToken cancellationToken) =>
        _context.ReadAsync<IReadOnlyList<ForwardedStudy>>(
            session => [.. MergeRows.ForwardedOf(session, project).Select(studyId => ReadForwarded(session, project, studyId)).OfType<ForwardedStudy>()],
            cancellationToken);

    /// <summary>Somebody looked at the patients of a study.</summary>
    public ValueTask RecordShownAsync(long studyId, string by, int patients, CancellationToken cancellationToken) => _context.Writer.RunAsync(
        session => AuditChain.Append(session, _context, by, "patients.shown", StudyRow.Get(session, studyId).Project, studyId, Count("patients", patients)),
        cancellationToken);

    private MergeResult Record(RecordsSession session, string project, PatientMerge merge, string by, string why)
    {
        var inForce = MergeRows.List(session, _context.Cipher, project).Where(known => known.UndoneAt is null).ToList();
        var today = new PatientMerges(inForce.Select(known => known.Merge));
        if (today.Survivor(merge.Absorbed) == today.Survivor(merge.Surviving))
            throw new MergeException("The two are one person already.", "See `patients list`.");
        if (inForce.Exists(known => known.Merge.Absorbed == merge.Absorbed))
            throw new MergeException("The first patient went into another one before.", "Merge the one that survived then, or take that merge back: see `patients list`.");
        var (hash, patient) = (Hash(project, merge.Absorbed), Patient(project, merge.Absorbed));
        session.Execute(
            """
            INSERT INTO patient_merges(project, absorbed_hash, absorbed_patient, surviving_patient, sealed_identities, merged_at, merged_by, why)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            project, hash, patient, Patient(project, merge.Surviving), _context.Cipher.Encrypt(MergeRows.PlaceOf(hash), MergedPair.Of(merge)), _context.Now, by, why);
        var result = MergeEffects.On(session, _context, MergeRows.StudiesOf(session, project, patient), by, why);
        Audit(session, "patients.merged", project, patient, by, why, result);
        return result;
    }

    private MergeResult Undo(RecordsSession session, string project, PatientIdentity absorbed, string by, string why)
    {
        var patient = Patient(project, absorbed);
        var changed = session.Execute(
            "UPDATE patient_merges SET undone_at = $1, undone_by = $2, undone_why = $3 WHERE project = $4 AND absorbed_hash = $5 AND undone_at IS NULL",
            _context.Now, by, why, project, Hash(project, absorbed));
        if (changed == 0)
            throw new MergeException("No merge of this patient into another is in force.", "See `patients list`: the patient that was absorbed, with its issuer, is the one to name.");
        var result = MergeEffects.On(session, _context, MergeRows.StudiesOf(session, project, patient), by, why);
        Audit(session, "patients.unmerged", project, patient, by, why, result);
        return result;
    }

    private ForwardedStudy? ReadForwarded(RecordsSession session, string project, long studyId)
    {
        var sent = session.Query(
            "SELECT destination, COUNT(DISTINCT sop_instance) FROM deliveries WHERE study_id = $1 AND (state IN ($2, $3) OR is_in_doubt) GROUP BY destination ORDER BY destination",
            row => (Name: row.Text(0), Instances: row.Number(1)), studyId, DeliveryState.Sent, DeliveryState.Warning);
        if (sent.Count == 0 || ProfileVersions.FindKept(session, studyId) is not { } profile)
            return null;
        return new ForwardedStudy(
            session.Find($"SELECT {StudyColumns.Summary} FROM studies WHERE study_id = $1", StudyColumns.ToSummary, studyId)!,
            StudyClaims.ReadIdentity(session, _context.Cipher, studyId),
            MergeRows.ForStudy(session, _context.Cipher, project, studyId),
            profile, [.. sent.Select(one => one.Name)], sent.Max(one => one.Instances));
    }

    private void Audit(RecordsSession session, string action, string project, byte[] patient, string by, string why, MergeResult result) =>
        AuditChain.Append(
            session, _context, by, action, project, null,
            new Dictionary<string, string>
            {
                ["patient"] = Convert.ToHexStringLower(patient),
                ["why"] = why,
                ["again"] = result.RunAgain.ToString(CultureInfo.InvariantCulture),
                ["stopped"] = result.Stopped.ToString(CultureInfo.InvariantCulture),
            });

    private byte[] Hash(string project, PatientIdentity patient) => _context.Cipher.Hash("merged-patient", project, patient.Issuer + '\u001F' + patient.Id);

    private byte[] Patient(string project, PatientIdentity patient) => _context.Cipher.Hash("patient", project, patient.Id);

    private static Dictionary<string, string> Count(string name, int count) => new() { [name] = count.ToString(CultureInfo.InvariantCulture) };
}
