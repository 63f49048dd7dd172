namespace DicomGateway.Network.Association.UpperLayer;

/// <summary>
/// Looks at how long we wait for a peer's bytes. Between messages the idle time counts; inside one the peer must keep up a rate. Only time in
/// which we really waited counts against the rate: a consumer of ours that is slow is not the peer's fault.
/// </summary>
internal sealed class ReceiveWatch : IDisposable
{
    private readonly TimeProvider _time;
    private readonly AssociationTimeouts _timeouts;
    private readonly DeadlineTimer _idle;
    private readonly DeadlineTimer _pace;
    private readonly long _quota;
    private long _waitingSince;
    private long _waited;
    private long _bytes;
    private bool _isInMessage;
    private bool _isWaiting;
    private bool _mayIdle;

    public ReceiveWatch(TimeProvider time, AssociationTimeouts timeouts, Action<AssociationTimeoutException> expired)
    {
        _time = time;
        _timeouts = timeouts;
        _quota = (long)(timeouts.MinimumRate * timeouts.RateGrace.TotalSeconds);
        _idle = new DeadlineTimer(time, () =>
        {
            if (_isWaiting && MayIdle && !IsInMessage)
                expired(new AssociationTimeoutException($"Nothing happened for {timeouts.Idle}."));
        });
        _pace = new DeadlineTimer(time, () => expired(new AssociationTimeoutException(
            $"Inside a message the peer sent less than {timeouts.MinimumRate} bytes/s over {timeouts.RateGrace}.")));
    }

    /// <summary>Inside a PDU or message.</summary>
    public bool IsInMessage
    {
        get => Volatile.Read(ref _isInMessage);
        set => Volatile.Write(ref _isInMessage, value);
    }

    /// <summary>The association is established and no operation is outstanding.</summary>
    private bool MayIdle => Volatile.Read(ref _mayIdle);

    public void BeginWait()
    {
        _waitingSince = _time.GetTimestamp();
        Volatile.Write(ref _isWaiting, true);
        if (IsInMessage)
            _pace.Set(_timeouts.RateGrace - _time.GetElapsedTime(0, _waited));
        else if (MayIdle)
            _idle.Set(_timeouts.Idle);
    }

    public void EndWait(int bytes)
    {
        Volatile.Write(ref _isWaiting, false);
        _idle.Stop();
        _pace.Stop();
        _waited = IsInMessage ? _waited + _time.GetTimestamp() - _waitingSince : 0;
        Took(bytes);
    }

    /// <summary>Bytes came; enough of them begin a new measurement.</summary>
    public void Took(int bytes)
    {
        _bytes = IsInMessage ? _bytes + bytes : 0;
        if (_bytes >= _quota)
            _waited = _bytes = 0;
    }

    /// <summary>The last outstanding operation ended, possibly while we wait for the next message.</summary>
    public void StartIdling()
    {
        Volatile.Write(ref _mayIdle, true);
        _idle.Set(_timeouts.Idle);
    }

    /// <summary>An operation begins.</summary>
    public void StopIdling() => Volatile.Write(ref _mayIdle, false);

    public void Dispose()
    {
        _idle.Dispose();
        _pace.Dispose();
    }
}
