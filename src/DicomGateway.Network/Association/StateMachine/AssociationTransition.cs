namespace DicomGateway.Network.Association.StateMachine;

/// <summary>One cell of PS3.8 table 9-10.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Next">The state afterwards.</param>
/// <param name="IsDefinedByStandard">False for the cells that the standard leaves blank and that we define.</param>
public readonly record struct AssociationTransition(AssociationAction Action, AssociationState Next, bool IsDefinedByStandard = true);
