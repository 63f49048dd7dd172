namespace DicomGateway.Transfer.Records.Alerts;

/// <summary>A start of the service.</summary>
/// <param name="Sequence">Its row of the audit.</param>
/// <param name="At">When.</param>
/// <param name="IsRestart">The service had run before.</param>
/// <param name="WasStopped">The process before it had said that it stops.</param>
/// <param name="LastSign">The last row of the audit before it.</param>
public sealed record ServiceStart(long Sequence, DateTimeOffset At, bool IsRestart, bool WasStopped, DateTimeOffset? LastSign);
