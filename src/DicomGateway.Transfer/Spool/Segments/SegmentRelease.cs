using DicomGateway.Transfer.Spool.Io;

namespace DicomGateway.Transfer.Spool.Segments;

/// <summary>
/// Gives space back, for instances that Records has already marked as going. Doing it twice does no harm, so a crash in between is repaired
/// by doing it again.
/// </summary>
internal sealed class SegmentRelease(IDurableFileIo io, string folder, SegmentPool segments, DiskThreads threads)
{
    private const int ZerosLength = 1 << 20;

    /// <summary>Punches instance and trailer out of their segment; where the file system has no holes, writes zeros over them.</summary>
    public Task PunchAsync(long segment, long start, long end) => threads.RunAsync(() =>
    {
        var path = PathOf(segment);
        if (!io.Exists(path))
            return;
        using var file = io.Open(path);
        if (!file.TryPunch(start, end - start))
            Overwrite(file, start, end);

        // The sync makes the hole durable: a trailer that came back would be an instance that came back.
        file.Sync();
    });

    /// <summary>
    /// Removes a segment of which every instance is gone. <paramref name="recordedTo"/> is how far Records knows it: an instance that is durable
    /// and not yet recorded keeps its segment. False when the segment must stay for now.
    /// </summary>
    public async ValueTask<bool> TryDeleteAsync(long segment, long recordedTo)
    {
        var deleted = false;
        await threads.RunAsync(() => deleted = TryDelete(segment, recordedTo)).ConfigureAwait(false);
        return deleted;
    }

    private bool TryDelete(long segment, long recordedTo)
    {
        var path = PathOf(segment);
        if (!io.Exists(path))
            return true;
        if (segments.IsOpen(segment))
            return false;
        using (var file = io.Open(path))
        {
            if (file.Length > recordedTo)
                return false;
        }
        io.Delete(path);
        io.SyncFolder(folder);
        return true;
    }

    private static void Overwrite(IDurableFile file, long start, long end)
    {
        var zeros = new WriteBuffer((int)Math.Min(end - start, ZerosLength));
        zeros.Memory.Span.Clear();
        for (var offset = start; offset < end; offset += ZerosLength)
            file.Write(zeros.Memory.Span[..(int)Math.Min(ZerosLength, end - offset)], offset);
    }

    private string PathOf(long segment) => Path.Combine(folder, SegmentName.Of(segment));
}
