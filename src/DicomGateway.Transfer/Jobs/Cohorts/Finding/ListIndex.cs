using DicomGateway.Transfer.Jobs.Cohorts.Lists;
using DicomGateway.Transfer.Jobs.Cohorts.Rules;

namespace DicomGateway.Transfer.Jobs.Cohorts.Finding;

/// <summary>Finds the rows of a list that a study fits: value by value, exactly as it stands, whatever a PACS takes for a wildcard.</summary>
internal sealed class ListIndex(CohortList list)
{
    private readonly ILookup<string, ListEntry> _entries = list.Entries.ToLookup(PlaceOf, StringComparer.Ordinal);

    /// <summary>The lines of the rows; or why none of them fits.</summary>
    public (IReadOnlyList<int> Lines, LeftOut? LeftOut) Find(StudyFacts study)
    {
        var candidates = _entries["s" + study.StudyInstanceUid].Concat(_entries["a" + study.Accession]).Concat(_entries["p" + study.PatientId])
            .Where(entry => (entry.Study ?? study.StudyInstanceUid) == study.StudyInstanceUid)
            .Where(entry => entry.Accession is null || entry.Accession == study.Accession)
            .Where(entry => entry.Patient is null || entry.Patient == study.PatientId)
            .ToList();
        var lines = candidates.Where(entry => entry.Issuer is null || entry.Issuer == study.Issuer).Select(entry => entry.Line).Order().ToList();
        if (lines.Count > 0)
            return (lines, null);
        return ([], candidates.Count > 0 && study.Issuer is null ? new LeftOut(Reasons.IssuerUnknown, IsUnknown: true) : new LeftOut(Reasons.NoRow, IsUnknown: false));
    }

    private static string PlaceOf(ListEntry entry) =>
        entry.Study is { } study ? "s" + study : entry.Accession is { } accession ? "a" + accession : "p" + entry.Patient;
}
