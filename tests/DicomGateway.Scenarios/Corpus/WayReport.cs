using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Scenarios.Corpus;

/// <summary>How far the files of the corpus came, and what stopped the others.</summary>
internal static class WayReport
{
    public static void Write(IReadOnlyList<Delivered> delivered, IReadOnlyList<CorpusFile> files, ArrivalCheck check)
    {
        foreach (var sender in delivered.GroupBy(instance => instance.Source.CalledAeTitle).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var duplicates = sender.Count(IsDuplicate);
            TestContext.Out.WriteLine($"{sender.Key}: {sender.Count()} kept ({duplicates} of them duplicates), {sender.Count(i => i.Outputs.Count == 2)} in both archives, {sender.Count(i => i.Reason.Length > 0)} held");
        }

        WriteTable(delivered, files);
        TestContext.Out.WriteLine($"{check.PixelsCompared} times were pixel data of the same syntax compared; {check.Complaints.Count} complaints");
        foreach (var complaint in check.Complaints.Take(50))
            TestContext.Out.WriteLine($"  {complaint}");
    }

    /// <summary>What was held, by the codes of all that held it.</summary>
    public static void WriteHeld(string name, IEnumerable<Delivered> delivered)
    {
        var held = delivered.Where(instance => instance.Reason.Length > 0 && !IsDuplicate(instance)).ToList();
        TestContext.Out.WriteLine($"{name}: held are {held.Select(instance => instance.Source.StudyId).Distinct().Count()} studies with {held.Count} instances");
        foreach (var reason in held.GroupBy(instance => instance.Reason).OrderByDescending(group => group.Count()))
            TestContext.Out.WriteLine($"  {reason.Select(instance => instance.Source.StudyId).Distinct().Count(),4} studies, {reason.Count(),4} instances {reason.Key}");
    }

    /// <summary>Every file counts once: as arrived when one of the senders brought the instance of its UID all the way.</summary>
    private static void WriteTable(IReadOnlyList<Delivered> delivered, IReadOnlyList<CorpusFile> files)
    {
        var fates = new Dictionary<string, string>();
        foreach (var instance in delivered)
        {
            var name = WholeWayScenario.NameOf(instance, files);
            var fate = instance.Outputs.Count == 2 ? "" : instance.Reason.Length > 0 ? instance.Reason : IsDuplicate(instance) ? "duplicate" : "neither delivered nor held";
            if (!fates.TryGetValue(name, out var before) || fate.Length == 0 || (before == "duplicate" && before != fate))
                fates[name] = before is "" ? before : fate;
        }

        var names = files.Where(file => file.Item is not null).GroupBy(file => file.Item!.SopInstanceUid).ToDictionary(group => group.Key, group => group.First().Name);
        var reasons = files.Select(file => (file.Name, Fate: file.Item is null ? "cannot be sent" : fates.GetValueOrDefault(names[file.Item.SopInstanceUid], "no sender could send it"))).ToList();
        var arrived = files.Where(file => file.Item is not null && fates.GetValueOrDefault(names[file.Item.SopInstanceUid]) == "").Select(file => file.Item!.SopInstanceUid).Distinct().Count();
        TestContext.Out.WriteLine($"{arrived} of {names.Count} different SOP Instance UIDs went all the way; by their UID that are {reasons.Count(file => file.Fate.Length == 0)} of {files.Count} files");
        foreach (var reason in reasons.Where(file => file.Fate.Length > 0).GroupBy(file => file.Fate).OrderByDescending(group => group.Count()))
            TestContext.Out.WriteLine($"  {reason.Count(),4} {reason.Key}: {string.Join(", ", reason.Take(3).Select(file => file.Name))}");
    }

    private static bool IsDuplicate(Delivered instance) => instance.Source.Disposition == InstanceDisposition.Duplicate;
}
