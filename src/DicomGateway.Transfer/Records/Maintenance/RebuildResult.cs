namespace DicomGateway.Transfer.Records.Maintenance;

/// <summary>What a rebuild found.</summary>
/// <param name="Instances">Instances recorded.</param>
/// <param name="Studies">Studies, all of them held.</param>
/// <param name="Torn">Writes that a power cut tore before they were acknowledged.</param>
/// <param name="Unreadable">Segments with a damaged header, left as they are.</param>
/// <param name="OldDatabase">Where the old database files went, or null when there were none.</param>
public sealed record RebuildResult(int Instances, int Studies, int Torn, int Unreadable, string? OldDatabase);
