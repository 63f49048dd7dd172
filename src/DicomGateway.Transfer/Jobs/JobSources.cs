using DicomGateway.Transfer.Jobs.Pacs;

namespace DicomGateway.Transfer.Jobs;

/// <summary>Where jobs fetch from.</summary>
/// <param name="Directory">The PACS that are configured.</param>
/// <param name="Users">Who asks them.</param>
public sealed record JobSources(IPacsDirectory Directory, IQueryRetrieveUsers Users)
{
    /// <summary>How many associations there have been with an AE title of ours: whether a PACS that sent nothing has reached us.</summary>
    public Func<string, int> CountVisits { get; init; } = static _ => 0;
}
