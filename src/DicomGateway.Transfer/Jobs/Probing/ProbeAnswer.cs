using DicomGateway.Dicom.Data;
using DicomGateway.Network.Dimse;

namespace DicomGateway.Transfer.Jobs.Probing;

/// <summary>What a PACS answered to one query.</summary>
/// <param name="Matches">The matches, up to the bound that was asked for.</param>
/// <param name="IsCut">There were more.</param>
/// <param name="Failure">Status of a failure, or null.</param>
internal sealed record ProbeAnswer(IReadOnlyList<DicomDataset> Matches, bool IsCut, DimseStatus? Failure)
{
    public bool IsComplete => !IsCut && Failure is null;
}
