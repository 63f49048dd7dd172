using System.Collections.Concurrent;

namespace DicomGateway.Transfer.Records.Database;

/// <summary>Connections that read, beside the writer and never blocked by it. As many as read at once.</summary>
internal sealed class RecordsReaders(string path) : IDisposable
{
    private const int Kept = 4;

    private readonly ConcurrentBag<RecordsSession> _idle = [];
    private volatile bool _isClosed;

    public T Run<T>(Func<RecordsSession, T> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_isClosed, this);
        if (!_idle.TryTake(out var session))
            session = RecordsFile.Open(path, readOnly: true);
        try
        {
            return read(session);
        }
        finally
        {
            if (_isClosed || _idle.Count >= Kept)
                session.Dispose();
            else
                _idle.Add(session);
        }
    }

    public void Dispose()
    {
        _isClosed = true;
        while (_idle.TryTake(out var session))
            session.Dispose();
    }
}
