using DicomGateway.Curation.Metadata;

namespace DicomGateway.Curation.Validation.Checks;

/// <summary>One study, one patient per study (Patient ID and issuer), one study per series, and no level without its UID.</summary>
internal sealed class HierarchyCheck(CurationOptions options) : IValidationCheck
{
    /// <summary>A recorded merge may answer it.</summary>
    public const string SeveralPatients = "hierarchy.several-patients";

    private const string SopClassPath = "(0008,0016)";
    private const string DicomRoot = "1.2.840.10008.";

    public IEnumerable<Finding> Check(DescribedStudy study)
    {
        var readable = study.Instances.Where(instance => instance.ReadError is null).ToList();
        foreach (var instance in readable)
        {
            foreach (var (path, uid) in Levels(instance))
            {
                if (uid.Length == 0)
                    yield return new Finding("hierarchy.missing-uid", FindingSeverity.Hold, path, "The object lacks a UID that places it.", instance.Source.InstanceId);
                else if (path != SopClassPath && uid.StartsWith(DicomRoot, StringComparison.Ordinal))
                {
                    yield return new Finding(
                        "hierarchy.reserved-uid", FindingSeverity.Hold, path, "The UID lies under the standard's own root, which is never changed.",
                        instance.Source.InstanceId, IsReleasable: true);
                }
            }
        }

        if (Count(readable, instance => instance.StudyInstanceUid) is > 1 and var studies)
            yield return OfStudy("hierarchy.several-studies", "(0020,000D)", $"The objects name {studies} studies.");
        if (Count(readable, instance => Person(instance, study.Assembled.Merges)) is > 1 and var patients)
        {
            yield return OfStudy(
                SeveralPatients, "(0010,0020)",
                $"The objects of the study name {patients} patients (Patient ID with issuer). `patients show STUDY` shows them side by side; "
                + "`patients merge` where they are one person.");
            if (Linked(readable) is > 0 and var linked)
            {
                yield return new Finding(
                    "hierarchy.other-patient-ids", FindingSeverity.Note, "(0010,1002)",
                    $"{linked} object(s) name in Other Patient IDs Sequence a Patient ID that other objects of the study have: the source takes them for one person.");
            }
        }

        foreach (var series in readable.GroupBy(instance => instance.SeriesInstanceUid, StringComparer.Ordinal).Where(series => series.Key.Length > 0))
        {
            if (Count(series, instance => instance.StudyInstanceUid) > 1)
                yield return OfStudy("hierarchy.series-in-several-studies", "(0020,000E)", "A series belongs to more than one study.");
            if (Count(series, instance => instance.Modality) > 1)
                yield return new Finding("hierarchy.series-of-several-modalities", FindingSeverity.Note, "(0008,0060)", "The objects of a series name several modalities.");
        }
    }

    private PatientIdentity Person(InstanceDescription instance, PatientMerges merges) => merges.AreNone
        ? new PatientIdentity(instance.IssuerOfPatientId, instance.PatientId)
        : merges.Survivor(PatientIdentity.Of(instance.IssuerOfPatientId, instance.PatientId, options));

    private static int Linked(List<InstanceDescription> instances)
    {
        var ids = instances.Select(instance => instance.PatientId).Where(id => id.Length > 0).ToHashSet(StringComparer.Ordinal);
        return instances.Count(instance => instance.OtherPatientIds.Any(other => other != instance.PatientId && ids.Contains(other)));
    }

    private static IEnumerable<(string Path, string Uid)> Levels(InstanceDescription instance) =>
    [
        (SopClassPath, instance.SopClassUid), ("(0008,0018)", instance.SopInstanceUid), ("(0020,000D)", instance.StudyInstanceUid), ("(0020,000E)", instance.SeriesInstanceUid),
    ];

    private static int Count<T>(IEnumerable<InstanceDescription> instances, Func<InstanceDescription, T> key) => instances.Select(key).Distinct().Count();

    private static Finding OfStudy(string code, string path, string text) => new(code, FindingSeverity.Hold, path, text);
}
