using System.Security.Cryptography;
using DicomGateway.Curation;
using DicomGateway.Curation.Inspection;
using DicomGateway.Transfer.Assembly;
using DicomGateway.Transfer.Jobs.Completeness;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Catalogue;
using DicomGateway.Transfer.Records.Profiles;
using DicomGateway.Transfer.Records.Rejections;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Transfer.Running;

/// <summary>One study under a lease, from its originals to the queue of its destinations. Reports nothing: that is the runner's.</summary>
internal sealed class StudyRun(
    TransferProject project, ProjectStages stages, CompletenessGate completeness, ExclusionReview exclusions, RejectionReview rejections, DuplicateReview duplicates, StudyHandOver handOver)
{
    /// <summary>Runs the stages over the originals.</summary>
    /// <exception cref="StageFailedException">A stage threw.</exception>
    public async Task<PipelineResult> RunStagesAsync(StudyWork work, CancellationToken cancellationToken)
    {
        if (await completeness.CheckAsync(work, cancellationToken).ConfigureAwait(false) is { } incomplete)
            return incomplete;
        (work, var undecided) = await rejections.RunAsync(work, project.RejectionNotes, cancellationToken).ConfigureAwait(false);
        if (undecided.Count > 0)
            return new PipelineResult.Held("assembly", [.. undecided.Select(note => new StageFinding("assembly", note))]);
        if (work.Instances.Count == 0)
            return new PipelineResult.Held("assembly", [new StageFinding("assembly", AllRejected)]);

        // After the notes: a note is read even where rules leave it out.
        work = await exclusions.RunAsync(work, cancellationToken).ConfigureAwait(false);
        if (work.Instances.Count == 0)
            return new PipelineResult.Excluded();
        var originals = await duplicates.RunAsync(work, cancellationToken).ConfigureAwait(false);
        if (originals.Finding is { } finding)
            return new PipelineResult.Held("assembly", [new StageFinding("assembly", finding)]);
        if (originals.Instances.Count == 0)
            return new PipelineResult.Held("assembly", [new StageFinding("assembly", NothingLeft)]);
        if (stages.TryFind(work.KeptProfile) is not { } pipeline)
            return new PipelineResult.Held("deidentification", [new StageFinding("deidentification", LostProfile(work.KeptProfile!))]);
        var study = handOver.ToAssembled(work, originals, stages.VersionOf(work.KeptProfile).Apply(project.Curation));

        // The stages block on disk and processor for as long as a study takes: a thread of their own.
        return await Task.Factory.StartNew(
            () => pipeline.Run(study, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
    }

    public async Task<ManifestRecord> DescribeSealAsync(StudyWork work, InspectedStudy study, CancellationToken cancellationToken)
    {
        var seal = File.OpenRead(Path.Combine(study.Folder, SealFile));
        await using (seal.ConfigureAwait(false))
        {
            var sha256 = await SHA256.HashDataAsync(seal, cancellationToken).ConfigureAwait(false);
            var manifest = handOver.ToManifest(work, study, stages.VersionOf(work.KeptProfile), Convert.ToHexStringLower(sha256));
            return manifest with { Catalogue = CatalogueFiles.TryRead(study.Folder, manifest.Outputs, cancellationToken) };
        }
    }

    /// <summary>Null when the sealed files are still what inspection saw.</summary>
    public FindingRecord? FindBrokenSeal(StudyWork work, CancellationToken cancellationToken)
    {
        if (work.Manifest is not { } manifest)
            return Broken("There is no seal for this study. Release to run it again from the originals.");
        try
        {
            InspectedStudy.Reopen(handOver.FullPath(manifest), cancellationToken);
            return null;
        }
        catch (SealBrokenException)
        {
            return Broken("The de-identified files are not those that were inspected. Check the disk; release to run the study again from the originals.");
        }
    }

    public IReadOnlyList<string> Destinations => project.Destinations;

    private static readonly Finding AllRejected = new(
        Rejecting.NothingLeftCode, Curation.FindingSeverity.Hold, string.Empty, Rejecting.NothingLeft);

    /// <summary>Instances are known by project and SOP Instance UID: copies that name another study count there.</summary>
    private static readonly Finding NothingLeft = new(
        "duplicates.counted-elsewhere", Curation.FindingSeverity.Hold, string.Empty,
        "Every instance of this study has a SOP Instance UID that came before in another study. Look at both at the source; reject this one if the other is right.");

    private static Finding LostProfile(ProfileRecord kept) => new(
        "profile.unusable", Curation.FindingSeverity.Hold, string.Empty,
        $"Parts of this study were forwarded under the profile version {kept.Label}, which this program cannot use any more. Run it with a program that can, or reject what came late.");

    private const string SealFile = "manifest.json";

    private static FindingRecord Broken(string text) => new("forwarding", "seal.broken", Records.FindingSeverity.Hold, null, text);
}
