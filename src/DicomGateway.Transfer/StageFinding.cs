using DicomGateway.Curation;

namespace DicomGateway.Transfer;

/// <summary>A finding and the stage that made it.</summary>
internal sealed record StageFinding(string Stage, Finding Finding);
