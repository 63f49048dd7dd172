namespace DicomGateway.Transfer.Jobs.Politeness;

/// <summary>Leaves a PACS alone that fails twice in a row, for a while that grows; then one study is the probe.</summary>
internal sealed class PacsCircuit(TimeProvider time)
{
    private static readonly BackOff Rest = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10));

    private readonly Lock _gate = new();
    private int _failures;
    private DateTimeOffset _restUntil;
    private string? _trouble;

    /// <summary>What is wrong; null while nothing is.</summary>
    public string? Trouble
    {
        get
        {
            lock (_gate)
                return _failures > 1 ? _trouble : null;
        }
    }

    /// <summary>Studies that may be fetched at a time, and from when.</summary>
    public (int Places, DateTimeOffset From) Allow(int places)
    {
        lock (_gate)
            return (_failures > 0 ? 1 : places, _restUntil);
    }

    public void Worked()
    {
        lock (_gate)
            (_failures, _trouble, _restUntil) = (0, null, default);
    }

    public void Failed(string trouble)
    {
        lock (_gate)
        {
            _failures++;
            _trouble = trouble;
            _restUntil = time.GetUtcNow() + Rest.After(_failures);
        }
    }
}
