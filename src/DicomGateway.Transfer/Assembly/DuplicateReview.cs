using DicomGateway.Curation;
using DicomGateway.Transfer.Records.Instances;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Transfer.Assembly;

/// <summary>
/// Looks at instances that came more than once: the same content counts once; other content is kept and the study waits for a person. When every
/// instance came again and differs in nothing but the patient's or the request's data, that is a correction: one finding, not one for each.
/// </summary>
internal sealed class DuplicateReview(InstanceStore instances)
{
    /// <summary>A study's demographics were corrected by sending it again.</summary>
    public const string DemographicsChanged = "study.demographics-changed";

    /// <summary>Validation's finding on instances with several contents. A release takes the version that came last.</summary>
    public const string OtherContent = "duplicates.contradicting";

    public async Task<ReviewedOriginals> RunAsync(StudyWork work, CancellationToken cancellationToken)
    {
        if (!work.Study.HasVersions)
            return new ReviewedOriginals(work.Instances, new HashSet<Guid>(), null);
        foreach (var group in await instances.ListUncomparedAsync(work.Study.StudyId, cancellationToken).ConfigureAwait(false))
            await CompareAsync(group, cancellationToken).ConfigureAwait(false);
        var counting = (await instances.ListAsync(work.Study.StudyId, cancellationToken).ConfigureAwait(false))
            .Where(instance => instance.Disposition is not (InstanceDisposition.Rejected or InstanceDisposition.Excluded)).ToList();
        var groups = counting.GroupBy(instance => instance.SopInstanceHash, StringComparer.Ordinal)
            .Select(group => group.OrderBy(instance => instance.Version).ToList()).ToList();
        await SupersedeAsync(groups, [.. work.Approvals.Where(approval => approval.Code is OtherContent or DemographicsChanged)], cancellationToken).ConfigureAwait(false);
        return Judge(counting, groups, cancellationToken);
    }

    /// <summary>Of the versions that a person has seen the last one counts; one that came after the decision takes another decision.</summary>
    private async Task SupersedeAsync(List<List<InstanceRecord>> groups, IReadOnlyList<ApprovalRecord> approvals, CancellationToken cancellationToken)
    {
        foreach (var group in groups.Where(group => group.Count > 1))
        {
            var last = group.FindLastIndex(instance => approvals.Any(approval => approval.Covers(instance)));
            if (last <= 0)
                continue;
            foreach (var earlier in group[..last])
                await instances.MarkSupersededAsync(earlier.InstanceId, group[last].InstanceId, cancellationToken).ConfigureAwait(false);
            group.RemoveRange(0, last);
        }
    }

    private async Task CompareAsync(IReadOnlyList<InstanceRecord> group, CancellationToken cancellationToken)
    {
        var seen = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var instance in group.OrderBy(instance => instance.Version))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var content = OriginalContent.Read(instance).Whole;
            if (seen.TryGetValue(content, out var original))
            {
                await instances.MarkDuplicateAsync(instance.InstanceId, original, cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (seen.Count > 0)
                await instances.MarkDifferentAsync(instance.InstanceId, cancellationToken).ConfigureAwait(false);
            seen.Add(content, instance.InstanceId);
        }
    }

    private static ReviewedOriginals Judge(IReadOnlyList<InstanceRecord> counting, List<List<InstanceRecord>> groups, CancellationToken cancellationToken)
    {
        var contested = groups.Where(group => group.Count > 1).ToList();
        var last = WithBytes(groups.Select(group => group[^1]).OrderBy(instance => instance.Received));
        if (contested.Count == 0)
            return new ReviewedOriginals(last, new HashSet<Guid>(), null);
        if (contested.Count == groups.Count && contested.All(group => IsCorrection(group, cancellationToken)))
            return new ReviewedOriginals(last, new HashSet<Guid>(), Correction(groups.Count));
        return new ReviewedOriginals(WithBytes(counting), contested.SelectMany(group => group).Select(instance => instance.InstanceId).ToHashSet(), null);
    }

    /// <summary>What retention has taken was forwarded long ago; it still says that a newcomer is another content.</summary>
    private static List<InstanceRecord> WithBytes(IEnumerable<InstanceRecord> versions) => [.. versions.Where(instance => instance.HasBytes)];

    private static bool IsCorrection(List<InstanceRecord> group, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return OriginalContent.Read(group[0]).WithoutDemographics == OriginalContent.Read(group[^1]).WithoutDemographics;
    }

    private static Finding Correction(int count) => new(
        DemographicsChanged, Curation.FindingSeverity.Hold, string.Empty,
        $"All {count} instances came again with other data of the patient or the request and the same images. Release to go on with the later version.",
        IsReleasable: true);
}
