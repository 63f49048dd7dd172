using DicomGateway.Transfer.Jobs.Cohorts.Reporting;

namespace DicomGateway.Service.Web.Retrieve;

/// <summary>One search: what it found, and why what was found is selected or not.</summary>
public sealed record PreviewModel(AttritionReport Report, IReadOnlyList<string> Projects, IReadOnlyList<string> Pacs, string? Waiting);
