namespace DicomGateway.Transfer.Jobs.Cohorts.Reporting;

/// <summary>Where selected studies are after the version was frozen.</summary>
/// <param name="Item">State of the job's item.</param>
/// <param name="Study">State of the study in this node; null when nothing of it has arrived.</param>
/// <param name="Reason">Why it is there, as the job says; null when it says nothing.</param>
/// <param name="Count">How many studies.</param>
public sealed record LaterState(string Item, string? Study, string? Reason, int Count);
