namespace DicomGateway.Transfer.Forwarding;

/// <summary>One of the batches that go to a destination side by side.</summary>
internal sealed class DestinationLane(string owner, bool isFirst)
{
    private TimeSpan _pause;

    /// <summary>Names the lane in its leases.</summary>
    public string Owner => owner;

    /// <summary>The lane that there always is.</summary>
    public bool IsFirst => isFirst;

    public void Pause(TimeSpan time) => _pause = time;

    /// <summary>How long the lane has to stay away, once.</summary>
    public TimeSpan TakePause()
    {
        var pause = _pause;
        _pause = TimeSpan.Zero;
        return pause;
    }
}
