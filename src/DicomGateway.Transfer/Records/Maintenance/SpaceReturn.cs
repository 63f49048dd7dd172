using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Spool;
using DicomGateway.Transfer.Spool.Segments;

namespace DicomGateway.Transfer.Records.Maintenance;

/// <summary>Gives back the space of what is marked as going. A crash in between is repaired by doing it again.</summary>
internal sealed class SpaceReturn(RecordsContext context, SegmentRelease release, DataFolder folder)
{
    private const int InstancesAtOnce = 1000;

    /// <summary>Whole segments where nothing is left in them, holes where something is. Returns count and bytes.</summary>
    public async ValueTask<(int Count, long Bytes)> ReturnOriginalsAsync(CancellationToken cancellationToken)
    {
        var (count, bytes) = (0, 0L);
        while (ReadGoing(cancellationToken) is { Count: > 0 } going)
        {
            foreach (var segment in going.GroupBy(instance => instance.Segment))
            {
                if (!await TryDeleteSegmentAsync(segment.Key, cancellationToken).ConfigureAwait(false))
                {
                    foreach (var instance in segment)
                        await release.PunchAsync(instance.Segment, instance.Start, instance.End).ConfigureAwait(false);
                }
                await MarkGoneAsync([.. segment], cancellationToken).ConfigureAwait(false);
            }
            count += going.Count;
            bytes += going.Sum(instance => instance.End - instance.Start);
        }
        return (count, bytes);
    }

    public async ValueTask<int> ReturnCopiesAsync(CancellationToken cancellationToken)
    {
        var going = context.Readers.Run(
            session => session.Query("SELECT manifest_id, folder FROM manifests WHERE bytes_state = $1", row => (Id: row.Number(0), Folder: row.Text(1)), BytesState.Going),
            cancellationToken);
        foreach (var manifest in going)
        {
            DeleteRun(Path.Combine(folder.Path, manifest.Folder));
            await context.Writer.RunAsync(
                session =>
                {
                    session.Execute("UPDATE manifests SET bytes_state = $1 WHERE manifest_id = $2", BytesState.Gone, manifest.Id);
                },
                cancellationToken).ConfigureAwait(false);
        }
        return going.Count;
    }

    /// <summary>Removes what runs left behind that were not sealed: held, failed, or cut off by a crash.</summary>
    public int RemoveUnsealedRuns(CancellationToken cancellationToken)
    {
        // Folders first: a run that begins after this look is in neither list, one that began before is known to the database by now.
        var runs = Directory.EnumerateDirectories(folder.Studies).SelectMany(Directory.EnumerateDirectories).ToList();
        var kept = context.Readers.Run(
            session => session.Query("SELECT folder FROM manifests WHERE bytes_state <> $1", row => Path.GetFullPath(Path.Combine(folder.Path, row.Text(0))), BytesState.Gone)
                .Concat(session.Query(
                    "SELECT study_id, revision FROM studies WHERE state IN ($1, $2)", row => folder.ForRun(row.Number(0), row.Int(1)),
                    StudyState.Processing, StudyState.Assembled)),
            cancellationToken).ToHashSet(StringComparer.Ordinal);
        var unsealed = runs.Where(run => !kept.Contains(run)).ToList();
        foreach (var run in unsealed)
            DeleteRun(run);
        return unsealed.Count;
    }

    private async ValueTask<bool> TryDeleteSegmentAsync(long segment, CancellationToken cancellationToken)
    {
        var (present, recordedTo) = context.Readers.Run(
            session => (
                session.GetNumber("SELECT COUNT(*) FROM instances WHERE segment = $1 AND bytes_state = $2", segment, BytesState.Present),
                session.GetNumber("SELECT recorded_to FROM segments WHERE segment = $1", segment)),
            cancellationToken);
        if (present > 0 || !await release.TryDeleteAsync(segment, recordedTo).ConfigureAwait(false))
            return false;
        await context.Writer.RunAsync(
            session =>
            {
                session.Execute("UPDATE segments SET is_deleted = 1 WHERE segment = $1", segment);
            },
            cancellationToken).ConfigureAwait(false);
        return true;
    }

    private ValueTask MarkGoneAsync(IReadOnlyList<GoingInstance> instances, CancellationToken cancellationToken) => context.Writer.RunAsync(
        session =>
        {
            foreach (var instance in instances)
                session.Execute("UPDATE instances SET bytes_state = $1 WHERE arrival = $2", BytesState.Gone, instance.Arrival);
        },
        cancellationToken);

    private List<GoingInstance> ReadGoing(CancellationToken cancellationToken) => context.Readers.Run(
        session => session.Query(
            "SELECT arrival, segment, start, end_offset FROM instances WHERE bytes_state = 2 ORDER BY arrival LIMIT $1",
            row => new GoingInstance(row.Number(0), row.Number(1), row.Number(2), row.Number(3)),
            InstancesAtOnce),
        cancellationToken);

    private void DeleteRun(string run)
    {
        // Only ever below our own folder, whatever the database says.
        if (!Path.GetFullPath(run).StartsWith(folder.Studies + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !Directory.Exists(run))
            return;
        Directory.Delete(run, recursive: true);
        var study = Path.GetDirectoryName(run)!;
        if (study != folder.Studies && !Directory.EnumerateFileSystemEntries(study).Any())
            Directory.Delete(study);
    }

    private sealed record GoingInstance(long Arrival, long Segment, long Start, long End);
}
