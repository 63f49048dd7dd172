using DicomGateway.Transfer.Jobs.Pacs;

namespace DicomGateway.Transfer.Jobs;

/// <summary>Where jobs fetch from.</summary>
/// <param name="Directory">The PACS that are configured.</param>
/// <param name="Users">Who asks them.</param>
public sealed record JobSources(IPacsDirectory Directory, IQueryRetrieveUsers Users);
