namespace DicomGateway.Curation;

/// <summary>Which findings still hold a study once its releases and the project's own word are counted in.</summary>
internal static class FindingGate
{
    /// <summary>Those that hold, and the others as notes.</summary>
    public static (IReadOnlyList<Finding> Holding, IReadOnlyList<Finding> Notes) Sort(
        IEnumerable<Finding> findings, IReadOnlyList<StudyApproval> approvals, IReadOnlyList<string> letThrough)
    {
        var released = approvals.ToHashSet();
        var holding = new List<Finding>();
        var notes = new List<Finding>();
        foreach (var finding in findings)
        {
            if (finding.Severity == FindingSeverity.Note)
                notes.Add(finding);
            else if (finding.IsReleasable && CurationOptions.CanLetThrough(finding.Code) && letThrough.Contains(finding.Code, StringComparer.Ordinal))
                notes.Add(finding with { Severity = FindingSeverity.Note, Text = finding.Text + " The project lets it through." });
            else if (finding.IsReleasable && released.Overlaps(Approvals(finding)))
                notes.Add(finding with { Severity = FindingSeverity.Note, Text = finding.Text + " Released by a recorded approval." });
            else
                holding.Add(finding);
        }

        return (holding, Gathered(notes));
    }

    /// <summary>Every approval that would cover it.</summary>
    private static StudyApproval[] Approvals(Finding finding) =>
    [
        new(finding.Code, finding.InstanceId, finding.Path), new(finding.Code, finding.InstanceId), new(finding.Code, null, finding.Path), new(finding.Code),
    ];

    /// <summary>What many objects of a study have in common is said once.</summary>
    public static IReadOnlyList<Finding> Gathered(IEnumerable<Finding> findings) =>
    [
        .. findings.GroupBy(finding => (finding.Code, finding.Severity, finding.Path, finding.Text)).Select(group =>
            group.Count() == 1 ? group.First() : group.First() with { InstanceId = null, Text = $"{group.First().Text} ({group.Count()} objects)" }),
    ];

    /// <summary>Held when a finding holds, otherwise what the stage made.</summary>
    public static StageOutcome<T> Outcome<T>(IEnumerable<Finding> findings, AssembledStudy study, CurationOptions options, Func<T> passed)
    {
        var (holding, notes) = Sort(findings, study.Approvals, options.LetThrough);
        return holding.Count > 0 ? new StageOutcome<T>.Held([.. holding, .. notes]) : new StageOutcome<T>.Passed(passed(), notes);
    }
}
