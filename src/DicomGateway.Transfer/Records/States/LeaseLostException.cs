namespace DicomGateway.Transfer.Records.States;

/// <summary>Somebody else holds the work, or the study has moved on: drop this one result, nothing was written.</summary>
public sealed class LeaseLostException(string message) : InvalidOperationException(message);
