using DicomGateway.Transfer.Jobs.Cohorts.Lists;

namespace DicomGateway.Transfer.Records.Cohorts;

/// <summary>What a preview begins with.</summary>
/// <param name="Cohort">Name of the cohort.</param>
/// <param name="Criteria">The criteria file as it is.</param>
/// <param name="List">The list as it is, or null.</param>
/// <param name="PicksSeries">Series are picked; else whole studies are selected.</param>
/// <param name="JudgesReceived">Rules look at what is received, too.</param>
/// <param name="RepeatsVersion">The frozen version that is asked again, or null.</param>
/// <param name="Rows">Rows of the list.</param>
/// <param name="By">Who asks.</param>
internal sealed record CohortStart(
    string Cohort, string Criteria, string? List, bool PicksSeries, bool JudgesReceived, int? RepeatsVersion, IReadOnlyList<ListRow> Rows, string By);
