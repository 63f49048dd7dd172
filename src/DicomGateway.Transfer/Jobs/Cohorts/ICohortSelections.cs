namespace DicomGateway.Transfer.Jobs.Cohorts;

/// <summary>What frozen versions of cohorts select; Records implements it.</summary>
public interface ICohortSelections
{
    /// <summary>The studies of a frozen version in the order of their rows; read page by page.</summary>
    IAsyncEnumerable<SelectedStudy> ReadSelectionAsync(string cohort, int version, CancellationToken cancellationToken);
}
