using System.Globalization;
using DicomGateway.Curation;
using DicomGateway.Transfer.Records.Jobs.Items;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Transfer.Jobs.Completeness;

/// <summary>Stands before the stages: a study that a job asked for goes on only when everything on the list is here and nothing else came with it.</summary>
internal sealed class CompletenessGate(JobItemStore items)
{
    public const string Stage = "completeness";
    public const string Gap = "completeness.gap";
    public const string Unasked = "completeness.unasked";

    /// <summary>Null when the study may go on.</summary>
    public async Task<PipelineResult?> CheckAsync(StudyWork work, CancellationToken cancellationToken)
    {
        var found = await items.JudgeAsync(work.Study.StudyId, cancellationToken).ConfigureAwait(false);
        if (found.IsOpen)
            return new PipelineResult.Retry(Stage, "being fetched");
        var findings = new List<StageFinding>();
        if (found.Missing > 0 && !IsApproved(work, Gap))
        {
            findings.Add(Finding(Gap, string.Create(
                CultureInfo.InvariantCulture,
                $"{found.Missing} of {found.Expected} instances that the PACS lists did not come. Try the job again to fetch them, or release to go on without them.")));
        }

        if (found.Unasked > 0 && !IsApproved(work, Unasked))
        {
            findings.Add(Finding(Unasked, string.Create(
                CultureInfo.InvariantCulture,
                $"{found.Unasked} instances came from a PACS that no job had asked for. Look into the PACS; release to take them in, or reject.")));
        }

        return findings.Count == 0 ? null : new PipelineResult.Held(Stage, findings);
    }

    private static StageFinding Finding(string code, string text) =>
        new(Stage, new Finding(code, FindingSeverity.Hold, string.Empty, text, IsReleasable: true));

    /// <summary>What came after the decision takes another one.</summary>
    private static bool IsApproved(StudyWork work, string code) =>
        work.Approvals.Any(approval => approval.Code == code && work.Instances.All(approval.Covers));
}
