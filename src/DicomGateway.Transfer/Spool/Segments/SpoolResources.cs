using DicomGateway.Transfer.Spool.Io;

namespace DicomGateway.Transfer.Spool.Segments;

/// <summary>What all writers of a spool share.</summary>
internal sealed record SpoolResources(
    SpoolOptions Options,
    SegmentPool Segments,
    WriteBuffers Buffers,
    DiskThreads Threads,
    SpaceWatch Space,
    ISpoolJournal Journal,
    TimeProvider Time);
