using System.Collections.Concurrent;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Transfer.Tests.Spool;

internal sealed class RememberingJournal : ISpoolJournal
{
    public ConcurrentQueue<SpoolEntry> Entries { get; } = new();

    public int Unrecorded { get; set; }

    public bool IsFailing { get; set; }

    public void Append(SpoolEntry entry) => Entries.Enqueue(entry);
}
