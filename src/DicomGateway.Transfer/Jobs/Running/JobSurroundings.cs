using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Jobs.Arrivals;
using DicomGateway.Transfer.Records;

namespace DicomGateway.Transfer.Jobs.Running;

/// <summary>What fetching needs of the node.</summary>
/// <param name="Records">The queue and the truth.</param>
/// <param name="Open">What the door knows of items under way.</param>
/// <param name="Sources">The PACS and who asks them.</param>
/// <param name="Storage">Takes instances of a C-GET.</param>
/// <param name="HasRoom">Whether the disk takes more.</param>
internal sealed record JobSurroundings(
    GatewayRecords Records, OpenItems Open, JobSources Sources, IDimseHandler Storage, Func<bool> HasRoom);
