using DicomGateway.Transfer.Spool;
using DicomGateway.Transfer.Spool.Io;
using DicomGateway.Transfer.Spool.Segments;

namespace DicomGateway.Transfer.Records.Intake;

/// <summary>
/// Records what an earlier process made durable and did not record, segment after segment: read, recorded, cut. A crash on the way costs nothing
/// but reading the segment again that it was at.
/// </summary>
/// <param name="replay">The segments.</param>
/// <param name="recordedTo">How far Records knew each of them when the process began.</param>
internal sealed class SpoolCatchUp(SpoolReplay replay, IReadOnlyDictionary<long, long> recordedTo)
{
    private const int BatchLimit = 500;

    /// <summary>Instances recorded so far.</summary>
    public int Recorded { get; private set; }

    public async Task RunAsync(Func<IReadOnlyList<SpoolEntry>, ValueTask> record, CancellationToken cancellationToken)
    {
        // A thread of its own: tails can be gigabytes, and the thread pool serves the network.
        using var disk = new DiskThreads(1);
        foreach (var segment in replay.Segments)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long? known = recordedTo.TryGetValue(segment, out var to) ? to : null;
            SegmentTail? tail = null;
            await disk.RunAsync(() => tail = replay.Read(segment, known, cancellationToken)).ConfigureAwait(false);
            if (tail is null)
                continue;
            foreach (var batch in tail.Entries.Chunk(BatchLimit))
            {
                await record(batch).ConfigureAwait(false);
                Recorded += batch.Length;
            }
            await disk.RunAsync(() => replay.Cut(tail)).ConfigureAwait(false);
        }
    }
}
