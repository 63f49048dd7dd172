namespace DicomGateway.Transfer.Spool;

/// <summary>What all writers of a spool share.</summary>
internal sealed record SpoolResources(
    SpoolOptions Options,
    SegmentPool Segments,
    WriteBuffers Buffers,
    DiskThreads Threads,
    SpaceWatch Space,
    ISpoolJournal Journal,
    TimeProvider Time);
