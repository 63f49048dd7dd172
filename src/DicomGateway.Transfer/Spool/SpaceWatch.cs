using DicomGateway.Transfer.Spool.Io;

namespace DicomGateway.Transfer.Spool;

/// <summary>Knows whether the disk takes instances: the watermark, looked at once in a while, and the last thing that failed.</summary>
internal sealed class SpaceWatch(IDurableFileIo io, string folder, SpoolOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private long _lookedAt;
    private bool _looked;
    private FreeSpace _space;
    private SpoolTrouble _trouble;
    private string _text = "";
    private long _failedSyncs;

    /// <summary>Something failed just now: the time to look again whether it is over.</summary>
    public event EventHandler? TroubleBegan;

    public SpoolHealth Health
    {
        get
        {
            lock (_gate)
            {
                LookWhenOld();
                return Describe();
            }
        }
    }

    private SpoolHealth Describe() => new(_trouble, _text, _space.FreeBytes, _space.TotalBytes, _failedSyncs);

    /// <summary>Looks at the free space when the last look is old.</summary>
    /// <exception cref="SpoolUnavailableException">It is below the watermark.</exception>
    public void Check()
    {
        lock (_gate)
        {
            LookWhenOld();
            if (_trouble == SpoolTrouble.BelowWatermark)
                throw new SpoolUnavailableException(_trouble, _text);
        }
    }

    /// <summary>Remembers what failed.</summary>
    public SpoolUnavailableException Report(SpoolUnavailableException fault, bool isSync = false)
    {
        lock (_gate)
        {
            if (isSync)
                _failedSyncs++;
            if (fault.Trouble != SpoolTrouble.Stopping)
                (_trouble, _text) = (fault.Trouble, fault.Message);
        }
        if (fault.Trouble is not (SpoolTrouble.Stopping or SpoolTrouble.BelowWatermark))
            TroubleBegan?.Invoke(this, EventArgs.Empty);
        return fault;
    }

    /// <summary>An instance was kept: whatever was wrong is over.</summary>
    public void ReportSuccess()
    {
        lock (_gate)
        {
            if (_trouble is not (SpoolTrouble.None or SpoolTrouble.BelowWatermark))
                (_trouble, _text) = (SpoolTrouble.None, "");
        }
    }

    private void LookWhenOld()
    {
        if (_looked && time.GetElapsedTime(_lookedAt) < options.FreeSpaceInterval)
            return;
        try
        {
            Look();
        }
        catch (SpoolUnavailableException fault)
        {
            // Whoever writes will learn more.
            (_trouble, _text) = (fault.Trouble, fault.Message);
        }
    }

    private void Look()
    {
        _space = io.GetFreeSpace(folder);
        _lookedAt = time.GetTimestamp();
        _looked = true;
        var percent = _space.TotalBytes == 0 ? 100 : 100.0 * _space.FreeBytes / _space.TotalBytes;
        var isLow = _space.FreeBytes < options.MinimumFreeBytes || percent < options.MinimumFreePercent;
        if (isLow)
        {
            _trouble = SpoolTrouble.BelowWatermark;
            _text = DiskFault.Describe(_trouble, FormattableString.Invariant($"{_space.FreeBytes >> 20} MiB free, {percent:0.0} %"));
        }
        else if (_trouble == SpoolTrouble.BelowWatermark)
        {
            (_trouble, _text) = (SpoolTrouble.None, "");
        }
    }
}
