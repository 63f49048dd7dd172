namespace DicomGateway.Network.Association.StateMachine;

/// <summary>Where an association is in the state table; moved by the reader, by timers and by the local user at the same time.</summary>
internal sealed class AssociationPosition(bool isRequestor)
{
    private readonly Lock _gate = new();
    private AssociationState _state = AssociationState.Sta1;

    public AssociationState State
    {
        get
        {
            lock (_gate)
                return _state;
        }
    }

    public AssociationTransition Move(AssociationEvent occurred, bool isAcceptable = true)
    {
        lock (_gate)
        {
            var transition = AssociationStateMachine.Next(_state, occurred, isRequestor, isAcceptable);
            _state = transition.Next;
            return transition;
        }
    }

    /// <summary>Moves for a wish of the local user.</summary>
    /// <exception cref="AssociationOverException">The state has no room for it.</exception>
    public AssociationTransition Require(AssociationEvent wish)
    {
        var transition = Move(wish);
        return transition.Action == AssociationAction.Ignore ? throw new AssociationOverException() : transition;
    }
}
