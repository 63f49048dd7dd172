using DicomGateway.Transfer.Records.Studies;

namespace DicomGateway.Service.Web.Studies;

/// <summary>A page of the list of studies.</summary>
/// <param name="Studies">Newest first.</param>
/// <param name="State">State that was filtered by; empty for all.</param>
/// <param name="Project">Project that was filtered by; empty for all.</param>
/// <param name="Projects">Projects there are.</param>
/// <param name="Next">Where the next page begins; null when this is the last.</param>
/// <param name="WasSearched">The list answers a search by an identifier, which is not shown again.</param>
public sealed record StudiesModel(IReadOnlyList<StudySummary> Studies, string State, string Project, IReadOnlyList<string> Projects, long? Next, bool WasSearched);
