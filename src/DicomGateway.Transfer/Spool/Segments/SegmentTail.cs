namespace DicomGateway.Transfer.Spool.Segments;

/// <summary>What lies behind the recorded part of a segment that an earlier process has left.</summary>
/// <param name="Segment">Number of the segment.</param>
/// <param name="Entries">Instances that are not recorded, in order.</param>
/// <param name="End">
/// Where the segment's last instance ends, recorded or not; 0 when it has none. What lies behind was never acknowledged. Null when the segment
/// could not be read to its end: then nothing of it may be cut.
/// </param>
internal sealed record SegmentTail(long Segment, IReadOnlyList<SpoolEntry> Entries, long? End);
