namespace DicomGateway.Transfer.Records.States;

/// <summary>This one change is not allowed from the state that the study is in; nothing was written.</summary>
public sealed class TransitionException(string message) : InvalidOperationException(message);
