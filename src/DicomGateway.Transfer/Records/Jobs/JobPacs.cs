namespace DicomGateway.Transfer.Records.Jobs;

/// <summary>A PACS that a job asks.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Studies">Studies that are, or were last, fetched from it.</param>
/// <param name="Open">Of those, the ones that are not here whole and may still be.</param>
public sealed record JobPacs(string Name, int Studies, int Open);
