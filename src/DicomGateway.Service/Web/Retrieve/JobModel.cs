using DicomGateway.Transfer.Records.Jobs;
using DicomGateway.Transfer.Records.Jobs.Items;

namespace DicomGateway.Service.Web.Retrieve;

/// <summary>One job and its studies.</summary>
public sealed record JobModel(JobSummary Job, IReadOnlyList<JobItemSummary> Items, int? NextRow);
