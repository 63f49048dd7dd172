using DicomGateway.Network.Dimse;

namespace DicomGateway.Service.StandIn.Scripting;

/// <summary>Slowness, silence, abort and refusal on the way through an operation.</summary>
internal sealed class FaultSteps(OperationFaults faults, DimseRequest request, TimeProvider time)
{
    private readonly HashSet<ActiveRule> _done = [];

    public bool MustEnd { get; private set; }

    /// <summary>The status that the operation ends with before its time; null when it was aborted.</summary>
    public DimseStatus? Refusal { get; private set; }

    /// <summary>To be called before each match, sub-operation or answer.</summary>
    /// <param name="sofar">How many there were.</param>
    /// <param name="cancellationToken">Set when the association is over.</param>
    /// <returns>False when the operation goes no further.</returns>
    public async ValueTask<bool> NextAsync(int sofar, CancellationToken cancellationToken)
    {
        foreach (var slow in faults.All(Misbehaviour.Slow))
            await Task.Delay(slow.Rule.Time, time, cancellationToken);
        foreach (var stall in faults.All(Misbehaviour.Stall).Where(rule => rule.Rule.After <= sofar && _done.Add(rule)))
            await Task.Delay(stall.Rule.Time, time, cancellationToken);
        if (faults.All(Misbehaviour.Abort).Any(rule => rule.Rule.After <= sofar))
        {
            request.AbortAssociation();
            return Ended();
        }

        if (faults.All(Misbehaviour.Refuse).FirstOrDefault(rule => rule.Rule.After <= sofar) is not { } refuse)
            return true;
        Refusal = HexStatus.Of(refuse.Rule);
        return Ended();
    }

    /// <summary>Whether a cancel request has come that is heard.</summary>
    public bool IsCancelled()
    {
        if (!request.CancelRequested.IsCancellationRequested || faults.Has(Misbehaviour.IgnoreCancel))
            return false;
        if (faults.Has(Misbehaviour.AbortOnCancel))
            request.AbortAssociation();
        return true;
    }

    private bool Ended()
    {
        MustEnd = true;
        return false;
    }
}
