using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification.Rules;

/// <summary>
/// Rows (50xx,xxxx), (60xx,3000) and (60xx,4000). An overlay goes as a whole: its geometry without its data would be an invalid module.
/// </summary>
internal sealed class CurveAndOverlayRule : IDeidentificationRule
{
    public string Name => "curves-overlays";

    public ElementDecision? Apply(DicomItem item, ElementPlace place) =>
        item.Tag is { IsPrivate: false, Group: (>= 0x5000 and <= 0x50FE) or (>= 0x6000 and <= 0x60FE) } ? ElementDecision.Remove : null;

    public string Describe() => "Removes curves (50xx) and overlays (60xx) with all their elements.";
}
