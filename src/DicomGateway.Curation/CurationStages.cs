using DicomGateway.Curation.Deidentification;
using DicomGateway.Curation.Deidentification.Profiles;
using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Curation.Inspection;
using DicomGateway.Curation.Metadata;
using DicomGateway.Curation.Validation;

namespace DicomGateway.Curation;

/// <summary>The four stages of one project. They keep nothing between studies and may be run by several threads, each with its own study.</summary>
public sealed class CurationStages
{
    public CurationStages(CurationOptions options, DeidentificationProfile profile, IPseudonymSource pseudonyms, IOutputFileWriter writer)
        : this(options, ProfileVersion.Of(profile, options), pseudonyms, writer)
    {
    }

    /// <summary>The stages under a version that was kept: what it says of pseudonyms counts, not the options.</summary>
    public CurationStages(CurationOptions options, ProfileVersion version, IPseudonymSource pseudonyms, IOutputFileWriter writer)
    {
        var applied = version.Apply(options);

        // A Patient ID of which the site has learnt since that it names nobody holds what comes late, too.
        Validation = new ValidationStage(applied with { PlaceholderPatientIds = [.. applied.PlaceholderPatientIds, .. options.PlaceholderPatientIds] });
        Deidentification = new DeidentificationStage(version, applied, pseudonyms, writer);
        Inspection = new InspectionStage(applied, writer);
    }

    public MetadataStage Metadata { get; } = new();

    public ValidationStage Validation { get; }

    public DeidentificationStage Deidentification { get; }

    public InspectionStage Inspection { get; }
}
