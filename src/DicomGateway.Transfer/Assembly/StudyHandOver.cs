using DicomGateway.Curation;
using DicomGateway.Curation.Deidentification.Profiles;
using DicomGateway.Curation.Metadata;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Instances;
using DicomGateway.Transfer.Records.Profiles;
using DicomGateway.Transfer.Records.Studies;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Transfer.Assembly;

/// <summary>Puts a leased study into the words of Curation and its seal into those of Records.</summary>
internal sealed class StudyHandOver(DataFolder folder, TimeProvider time)
{
    /// <param name="work">The study.</param>
    /// <param name="originals">What counts of it.</param>
    /// <param name="options">The project's, with what a kept version says of pseudonyms.</param>
    public AssembledStudy ToAssembled(StudyWork work, ReviewedOriginals originals, CurationOptions options) => new(
        work.Study.Project,
        work.Study.StudyId.ToString(System.Globalization.CultureInfo.InvariantCulture),
        folder.ForRun(work.Study.StudyId, work.Study.Revision),
        [.. originals.Instances.Select(instance => ToSource(instance, originals.Contested.Contains(instance.InstanceId)))],
        [.. work.Approvals.SelectMany(approval => ToApprovals(approval, originals.Instances))],
        work.Patients.For(PatientIdentity.Of(work.Identity.IssuerOfPatientId, work.Identity.PatientId ?? "", options)));

    public ManifestRecord ToManifest(StudyWork work, InspectedStudy sealedStudy, ProfileVersion version, string sealSha256) => new(
        work.Study.Revision,
        Path.GetRelativePath(folder.Path, sealedStudy.Folder).Replace('\\', '/'),
        sealSha256,
        ToRecord(version),
        sealedStudy.Manifest.Software,
        time.GetUtcNow(),
        [.. sealedStudy.Manifest.Files.Select(file => new OutputInstance(
            Guid.ParseExact(file.InstanceId, "N"), file.SopClassUid, file.SopInstanceUid, file.TransferSyntaxUid, file.Path, file.Length, file.Sha256))]);

    public static ProfileRecord ToRecord(ProfileVersion version) => new(version.Hash, version.Profile.Name, version.Content);

    public static FindingRecord ToRecord(StageFinding found) => new(
        found.Stage, found.Finding.Code, WeightOf(found.Finding.Severity),
        found.Finding.Path.Length == 0 ? null : found.Finding.Path, found.Finding.Text,
        found.Finding.InstanceId is { } id ? Guid.ParseExact(id, "N") : null);

    public string FullPath(ManifestRecord manifest) => Path.Combine(folder.Path, manifest.Folder);

    /// <summary>For the study as a whole only while the run has nothing that the person did not see.</summary>
    private static IEnumerable<StudyApproval> ToApprovals(ApprovalRecord approval, IReadOnlyList<InstanceRecord> run)
    {
        var (code, path) = (approval.Code, approval.Place ?? string.Empty);
        return approval.InstanceId is null && run.All(approval.Covers)
            ? [new StudyApproval(code, null, path)]
            : run.Where(approval.Covers).Select(instance => new StudyApproval(code, NameOf(instance.InstanceId), path));
    }

    private static Records.FindingSeverity WeightOf(Curation.FindingSeverity severity) =>
        severity == Curation.FindingSeverity.Hold ? Records.FindingSeverity.Hold : Records.FindingSeverity.Note;

    private static SourceInstance ToSource(InstanceRecord instance, bool isContested) => new(
        NameOf(instance.InstanceId), instance.Path, instance.Offset, instance.Length, instance.TransferSyntaxUid, instance.SopClassUid, isContested);

    private static string NameOf(Guid id) => id.ToString("N");
}
