using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Transfer.Assembly;
using DicomGateway.Transfer.Jobs.Completeness;
using DicomGateway.Transfer.Records;

namespace DicomGateway.Transfer.Running;

/// <summary>The stages of every project, made once.</summary>
internal static class StudyRuns
{
    public static IReadOnlyDictionary<string, StudyRun> Create(
        IReadOnlyList<TransferProject> projects, GatewayStorage storage, IPseudonymSource pseudonyms, TimeProvider time)
    {
        var writer = new DurableOutputFileWriter();
        var duplicates = new DuplicateReview(storage.Records.Instances);
        var rejections = new RejectionReview(storage.Records.Rejections, storage.Records.Instances);
        var completeness = new CompletenessGate(storage.Records.JobItems);
        var exclusions = new ExclusionReview(storage.Records);
        var handOver = new StudyHandOver(storage.Folder, time);
        return projects.ToDictionary(
            project => project.Name,
            project => new StudyRun(project, new ProjectStages(project, pseudonyms, writer), completeness, exclusions, rejections, duplicates, handOver),
            StringComparer.Ordinal);
    }
}
