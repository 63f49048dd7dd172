namespace DicomGateway.Transfer.Records.Alerts;

/// <summary>Studies on hold for one reason.</summary>
/// <param name="Project">The project.</param>
/// <param name="Reason">Code of the finding, or the stage.</param>
/// <param name="Studies">How many.</param>
/// <param name="LatestHold">Number of the latest hold: it rises with each.</param>
/// <param name="Since">When the oldest began.</param>
public sealed record HeldCount(string Project, string Reason, int Studies, long LatestHold, DateTimeOffset Since);
