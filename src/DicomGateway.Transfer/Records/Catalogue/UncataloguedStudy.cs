using DicomGateway.Transfer.Records.Instances;

namespace DicomGateway.Transfer.Records.Catalogue;

/// <summary>A sealed study that the catalogue has not.</summary>
/// <param name="ManifestId">Its seal.</param>
/// <param name="StudyId">The study.</param>
/// <param name="Folder">Of the sealed files, relative to the data folder.</param>
/// <param name="Outputs">What it holds.</param>
public sealed record UncataloguedStudy(long ManifestId, long StudyId, string Folder, IReadOnlyList<OutputInstance> Outputs);
