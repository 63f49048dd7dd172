using DicomGateway.Transfer.Jobs.Cohorts;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Jobs.Items;

/// <summary>An item that this process has leased: fetch it, then report with the same lease.</summary>
/// <param name="ItemId">Own id.</param>
/// <param name="JobId">The job.</param>
/// <param name="Project">The project that gets it.</param>
/// <param name="Pacs">The PACS to fetch from.</param>
/// <param name="Selection">What to fetch, decrypted.</param>
/// <param name="Lease">Proof that the item is still ours.</param>
/// <param name="IsListed">The PACS was asked already what the study consists of.</param>
/// <param name="Rounds">Times that it was asked to send without anything new coming.</param>
/// <param name="Attempts">Tries in a row that failed otherwise.</param>
public sealed record ItemWork(
    long ItemId, long JobId, string Project, string Pacs, SelectedStudy Selection, WorkLease Lease, bool IsListed, int Rounds, int Attempts)
{
    /// <summary>Another PACS was asked before, and did not give it whole.</summary>
    public bool IsFurtherPacs { get; init; }
}
