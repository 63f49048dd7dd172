using DicomGateway.Transfer.Records.Catalogue;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.Instances;
using DicomGateway.Transfer.Records.Profiles;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Studies;

/// <summary>Writes and reads seals.</summary>
internal static class StudySeals
{
    public static void Seal(
        RecordsSession session,
        RecordsContext context,
        long studyId,
        WorkLease lease,
        ManifestRecord manifest,
        IReadOnlyList<FindingRecord> findings)
    {
        var profile = manifest.Profile ?? throw new ArgumentException($"The manifest of study {studyId} names no version of a profile.", nameof(manifest));
        var study = StudyRow.GetLeased(session, studyId, lease);
        var covered = manifest.Outputs.Select(output => output.SourceInstanceId).ToHashSet();
        var missing = InstanceColumns.ListOfRun(session, context.SpoolFolder, study)
            .Count(instance => instance.Disposition != InstanceDisposition.Excluded && !covered.Contains(instance.InstanceId));
        if (missing > 0)
            throw new ArgumentException($"{missing} instances of study {studyId} are not in the manifest.", nameof(manifest));
        StudyChanges.Move(
            session, context, study, StudyState.Inspected, AuditChain.Service,
            new Dictionary<string, string> { ["manifest"] = manifest.Sha256, ["profile"] = profile.Label, ["software"] = manifest.SoftwareVersion });
        session.Execute("UPDATE studies SET lease_owner = $1, lease_until = $2 WHERE study_id = $3", lease.Owner, lease.Expires, studyId);
        StudyChanges.AddFindings(session, context, study, holdId: null, findings);
        ProfileVersions.Keep(session, context, profile);
        StudyTries.BeginAnew(session, context, studyId);
        var manifestId = session.GetNumber(
            """
            INSERT INTO manifests(study_id, revision, folder, sha256, profile, profile_version, software, sealed_at, bytes_state)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING manifest_id
            """,
            studyId, study.Revision, manifest.Folder, manifest.Sha256, profile.Name, profile.Version, manifest.SoftwareVersion, manifest.Sealed,
            BytesState.Present);
        foreach (var output in manifest.Outputs)
        {
            session.Execute(
                """
                INSERT INTO outputs(manifest_id, study_id, source_instance, sop_class, sop_instance, transfer_syntax, path, length, sha256)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                """,
                manifestId, studyId, output.SourceInstanceId, output.SopClassUid, output.SopInstanceUid, output.TransferSyntaxUid, output.Path, output.Length,
                output.Sha256);
        }
        if (manifest.Catalogue is { } entry)
            CatalogueRows.Write(session, studyId, manifestId, manifest.Folder, entry);
        if (study.IsLate)
            session.Execute("UPDATE studies SET lease_owner = NULL, lease_until = NULL WHERE study_id = $1", studyId);
        StudyChanges.ReopenWhenLate(session, context, study with { State = StudyState.Inspected });
    }

    public static ManifestRecord? FindLatest(RecordsSession session, long studyId)
    {
        var manifest = session.Find(
            """
            SELECT m.manifest_id, m.revision, m.folder, m.sha256, m.software, m.sealed_at, p.version, p.name, p.content
            FROM manifests m LEFT JOIN profiles p ON p.version = m.profile_version
            WHERE m.study_id = $1 AND m.bytes_state = $2 ORDER BY m.revision DESC LIMIT 1
            """,
            row => new Found(
                row.Number(0),
                new ManifestRecord(row.Int(1), row.Text(2), row.Text(3), row.TextOrNull(6) is null ? null : ProfileVersions.ToProfile(row, 6), row.Text(4), row.Time(5), [])),
            studyId, BytesState.Present);
        return manifest is null ? null : manifest.Manifest with { Outputs = ReadOutputs(session, manifest.ManifestId) };
    }

    private static List<OutputInstance> ReadOutputs(RecordsSession session, long manifestId) => session.Query(
        $"SELECT {OutputColumns.All} FROM outputs o WHERE o.manifest_id = $1 ORDER BY o.output_id", row => OutputColumns.ToOutput(row, 0), manifestId);

    private sealed record Found(long ManifestId, ManifestRecord Manifest);
}
