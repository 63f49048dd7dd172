using DicomGateway.Service.StandIn;
using DicomGateway.Service.StandIn.Holdings;
using DicomGateway.Service.StandIn.Journal;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Records.Jobs.Items;

namespace DicomGateway.Scenarios.Proofs.Storm;

/// <summary>
/// What must be true whatever the PACS did. What was sent is known from the stand-in's journal, what reached the archive from its files; the node's own
/// word counts for nothing but what it says is missing.
/// </summary>
internal sealed class StormOracle(StormPopulation population, StormWeather weather, GatewayRecords records, StandInPacs archive, IReadOnlyCollection<JournalEntry> journal)
{
    private readonly HashSet<string> _sent = [.. journal.Where(entry => entry is { Event: "sent", Status: "0000 Success" }).Select(entry => entry.Instance!)];

    public async Task<IReadOnlyList<string>> JudgeAsync(long jobId, JobState? end, IReadOnlyList<HeldStudy> wanted, DateTimeOffset now)
    {
        var items = await records.JobItems.ListAsync(jobId, null, 0, 1000, CancellationToken.None);
        var wrong = new List<string>();
        if (end is null)
            wrong.Add($"the job has not ended at {now:HH:mm:ss}: {string.Join(", ", items.Select(item => $"{item.State} since {item.StateSince:HH:mm:ss}, due {item.Due:HH:mm:ss}, round {item.Rounds} ({item.Reason})"))}");
        var arrived = archive.Index.Studies.SelectMany(study => study.Instances).Select(instance => StormPopulation.PixelsOf(instance.File.Path)).ToList();
        foreach (var item in items)
            wrong.AddRange((await JudgeAsync(item, wanted[item.Row - 1], [.. arrived])).Select(finding => $"study {item.Row}, {item.State}: {finding}"));
        if (end == JobState.Done && items.Any(item => item.State is not JobItemState.Complete))
            wrong.Add("the job is done, but not all of its items are");
        if (items.Any(item => item.State is not (JobItemState.Complete or JobItemState.Gap or JobItemState.Failed)) && end is not null)
            wrong.Add("the job has ended, but not all of its items have");
        wrong.AddRange(JudgeArchive(arrived, wanted));
        return wrong;
    }

    private async Task<List<string>> JudgeAsync(JobItemSummary item, HeldStudy study, HashSet<string> arrived)
    {
        var wrong = new List<string>();
        var all = study.Instances.Select(instance => instance.SopInstanceUid).ToHashSet();

        // A PACS that was cut off before the answer does not know that it has sent; what lies in the archive was sent.
        var unsent = all.Where(uid => !_sent.Contains(uid) && !arrived.Contains(population.Pixels(uid))).ToHashSet();
        if (item.State is JobItemState.Complete or JobItemState.Delivering && unsent.Count > 0)
            wrong.Add($"{unsent.Count} of {all.Count} instances were never sent: a hidden gap");
        if (item.State == JobItemState.Complete && all.Count(uid => !arrived.Contains(population.Pixels(uid))) is > 0 and var lost)
            wrong.Add($"{lost} of {all.Count} instances are not in the archive");
        if (item.State == JobItemState.Failed && (!weather.SpoilsQueries || item.Reason is null))
            wrong.Add($"it failed though every question was answered ({item.Reason})");
        if (item.State != JobItemState.Gap)
            return wrong;
        var missing = await records.JobItems.FindMissingAsync(item.ItemId, CancellationToken.None);
        var named = missing.SelectMany(series => series.Instances ?? []).Select(instance => instance.SopInstanceUid).ToHashSet();
        if (missing.All(series => series.Instances is not null) && !named.SetEquals(unsent))
            wrong.Add($"{unsent.Count} of {all.Count} instances are missing, {named.Count} are named, {named.Intersect(unsent).Count()} of them rightly ({item.Reason})");
        if (missing.Sum(series => series.Count) is var count && (count == 0 || count != unsent.Count))
            wrong.Add($"{unsent.Count} of {all.Count} instances are missing, {count} are said to be ({item.Reason})");
        wrong.AddRange(Unasked(study, unsent));
        return wrong;
    }

    /// <summary>What is missing must have been asked for again: the first time is not enough.</summary>
    private IEnumerable<string> Unasked(HeldStudy study, HashSet<string> unsent)
    {
        var asked = journal.Where(entry => entry.Event == "asked" && entry.Keys?.GetValueOrDefault("StudyInstanceUID") == study.StudyInstanceUid && entry.Operation is Service.StandIn.Scripting.StandInOperation.Move or Service.StandIn.Scripting.StandInOperation.Get).ToList();
        return unsent.Count > 0 && asked.Count < 2 ? [$"it was given up after {asked.Count} retrieval(s)"] : [];
    }

    private IEnumerable<string> JudgeArchive(List<string> arrived, IReadOnlyList<HeldStudy> wanted)
    {
        var allowed = wanted.SelectMany(study => study.Instances).Select(instance => population.Pixels(instance.SopInstanceUid)).ToHashSet();
        if (arrived.Count(pixels => !allowed.Contains(pixels)) is > 0 and var strange)
            yield return $"{strange} instances that nobody asked for reached the archive";
        if (arrived.GroupBy(pixels => pixels).Count(group => group.Count() > 1) is > 0 and var twice)
            yield return $"{twice} instances are in the archive twice";
        if (archive.Archive.Received != archive.Archive.Distinct)
            yield return $"{archive.Archive.Received} operations for {archive.Archive.Distinct} instances";
    }
}
