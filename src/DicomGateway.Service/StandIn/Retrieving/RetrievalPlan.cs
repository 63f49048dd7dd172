using DicomGateway.Dicom.Data;
using DicomGateway.Service.StandIn.Holdings;
using DicomGateway.Service.StandIn.Querying;
using DicomGateway.Service.StandIn.Scripting;
using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Service.StandIn.Retrieving;

/// <summary>The sub-operations of a retrieval, and what a script makes of them.</summary>
internal static class RetrievalPlan
{
    public static IReadOnlyList<PlannedInstance> Make(ArchiveIndex index, QueryRequest asked, OperationFaults faults)
    {
        var studies = Studies(index, asked.Keys).ToList();
        var chosen = studies.SelectMany(study => Chosen(study, asked.Keys)).ToList();
        if (faults.Has(Misbehaviour.Wider))
            chosen = [.. Wider(index, studies, asked.Level)];
        if (faults.Has(Misbehaviour.Others) || faults.Has(Misbehaviour.Instead))
            chosen = [.. faults.Has(Misbehaviour.Instead) ? [] : chosen, .. Others(index, studies)];
        var dropped = Affected(chosen, faults.Find(Misbehaviour.Drop));
        var failed = Affected(chosen, faults.Find(Misbehaviour.Fail));
        var plan = chosen.Select(instance => new PlannedInstance(instance, dropped.Contains(instance) ? PlannedFate.Drop : failed.Contains(instance) ? PlannedFate.Fail : PlannedFate.Send));
        if (faults.Has(Misbehaviour.Duplicate))
            plan = plan.SelectMany(planned => new[] { planned, planned });
        if (faults.Find(Misbehaviour.Shuffle) is { } shuffle)
            plan = plan.OrderBy(planned => shuffle.Chance.Number(planned.Instance.SopInstanceUid));
        return [.. plan];
    }

    private static IEnumerable<HeldStudy> Studies(ArchiveIndex index, DicomDataset keys)
    {
        var uids = Values(keys, DicomTag.StudyInstanceUID);
        var patients = Values(keys, DicomTag.PatientID);
        var studies = uids.Count > 0 ? uids.Distinct().Select(index.Study).OfType<HeldStudy>() : index.Studies;
        return patients.Count > 0 ? studies.Where(study => patients.Contains(study.PatientId)) : studies;
    }

    private static IEnumerable<HeldInstance> Chosen(HeldStudy study, DicomDataset keys)
    {
        var (series, instances) = (Values(keys, DicomTag.SeriesInstanceUID), Values(keys, DicomTag.SOPInstanceUID));
        return study.Series.Where(held => series.Count == 0 || series.Contains(held.SeriesInstanceUid))
            .SelectMany(held => held.Instances).Where(held => instances.Count == 0 || instances.Contains(held.SopInstanceUid));
    }

    private static IEnumerable<HeldInstance> Wider(ArchiveIndex index, List<HeldStudy> studies, QueryLevel level)
    {
        var patients = studies.Select(study => study.PatientId).ToHashSet();
        var all = level <= QueryLevel.Study ? index.Studies.Where(study => patients.Contains(study.PatientId)) : studies;
        return all.SelectMany(study => study.Instances);
    }

    private static IEnumerable<HeldInstance> Others(ArchiveIndex index, List<HeldStudy> studies)
    {
        var known = studies.Select(study => study.StudyInstanceUid).ToHashSet();
        return index.Studies.FirstOrDefault(study => !known.Contains(study.StudyInstanceUid))?.Instances ?? [];
    }

    private static HashSet<HeldInstance> Affected(List<HeldInstance> chosen, ActiveRule? rule) => rule?.Affected(chosen, instance => instance.SopInstanceUid) ?? [];

    private static List<string> Values(DicomDataset keys, DicomTag tag) => [.. keys.GetStrings(tag).Where(value => value.Length > 0)];
}
