using System.Collections.Concurrent;

namespace DicomGateway.Transfer.Spool.Segments;

/// <summary>Keeps write buffers for reuse. How many there are follows from how many instances arrive at once: two each at most.</summary>
internal sealed class WriteBuffers(int length, int kept)
{
    private readonly ConcurrentBag<WriteBuffer> _idle = [];

    public WriteBuffer Rent()
    {
        if (!_idle.TryTake(out var buffer))
            return new WriteBuffer(length);
        buffer.Clear();
        return buffer;
    }

    public void Return(WriteBuffer buffer)
    {
        if (_idle.Count < kept)
            _idle.Add(buffer);
    }
}
