using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Records.Jobs.Items;

namespace DicomGateway.Service.Web.Retrieve;

/// <summary>One job and its studies.</summary>
/// <param name="Job">The job.</param>
/// <param name="Items">A page of its studies.</param>
/// <param name="NextRow">Where the next page begins; null on the last one.</param>
/// <param name="Waiting">Why it does not get on right now, or null.</param>
public sealed record JobModel(JobSummary Job, IReadOnlyList<JobItemSummary> Items, int? NextRow, string? Waiting);
