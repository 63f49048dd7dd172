using DicomGateway.Transfer.Records.Catalogue;
using DicomGateway.Transfer.Records.Instances;
using DicomGateway.Transfer.Records.Profiles;

namespace DicomGateway.Transfer.Records.Studies;

/// <summary>A study sealed by inspection.</summary>
/// <param name="Revision">The study's revision that was sealed.</param>
/// <param name="Folder">Where the sealed files and their manifest lie, relative to the data folder.</param>
/// <param name="Sha256">SHA-256 of the manifest file.</param>
/// <param name="Profile">The version of the de-identification profile; null in a seal of a program that kept none.</param>
/// <param name="SoftwareVersion">The version that made it.</param>
/// <param name="Sealed">When.</param>
/// <param name="Outputs">What it holds.</param>
public sealed record ManifestRecord(
    int Revision,
    string Folder,
    string Sha256,
    ProfileRecord? Profile,
    string SoftwareVersion,
    DateTimeOffset Sealed,
    IReadOnlyList<OutputInstance> Outputs)
{
    /// <summary>What the catalogue is to keep of it; null leaves that to be read from the files later. Never read back.</summary>
    public CatalogueEntry? Catalogue { get; init; }
}
