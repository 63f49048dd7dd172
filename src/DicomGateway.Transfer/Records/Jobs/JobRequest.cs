namespace DicomGateway.Transfer.Records.Jobs;

/// <summary>What somebody wants fetched.</summary>
/// <param name="Project">The project that gets the studies.</param>
/// <param name="Pacs">Name of the PACS that studies are fetched from which name none themselves; null when all do.</param>
/// <param name="By">Who asks.</param>
/// <param name="Why">The reason given.</param>
/// <param name="NeedsAnother">Somebody else must approve.</param>
public sealed record JobRequest(string Project, string? Pacs, string By, string Why, bool NeedsAnother)
{
    /// <summary>The cohort that the studies come from, and its frozen version; null for a list of studies.</summary>
    public (string Name, int Version)? Cohort { get; init; }
}
