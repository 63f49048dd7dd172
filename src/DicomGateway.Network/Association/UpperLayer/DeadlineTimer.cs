namespace DicomGateway.Network.Association.UpperLayer;

/// <summary>
/// A timer that is set and stopped for every read or message at the cost of a store: the real timer is only touched when a deadline comes
/// earlier than the next time it will look anyway.
/// </summary>
internal sealed class DeadlineTimer(TimeProvider time, Action expired) : IDisposable
{
    private const long Never = long.MaxValue;

    private readonly Lock _gate = new();
    private ITimer? _timer;
    private long _due = Never;
    private long _looksAt = Never;
    private bool _isDisposed;

    public bool IsSet => Volatile.Read(ref _due) != Never;

    public void Set(TimeSpan after)
    {
        var due = time.GetTimestamp() + (long)(after.TotalSeconds * time.TimestampFrequency);
        Interlocked.Exchange(ref _due, due);
        if (due < Volatile.Read(ref _looksAt))
        {
            lock (_gate)
                LookAt(due);
        }
    }

    public void Stop() => Volatile.Write(ref _due, Never);

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _timer?.Dispose();
        }
    }

    private void LookAt(long due)
    {
        if (_isDisposed || due >= _looksAt)
            return;
        _looksAt = due;
        var wait = time.GetElapsedTime(time.GetTimestamp(), due);
        wait = wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        _timer ??= time.CreateTimer(static state => ((DeadlineTimer)state!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void Look()
    {
        lock (_gate)
        {
            Interlocked.Exchange(ref _looksAt, Never);
            var due = Volatile.Read(ref _due);
            if (_isDisposed || due == Never)
                return;
            if (time.GetTimestamp() < due)
            {
                LookAt(due);
                return;
            }

            Stop();
        }

        expired();
    }
}
