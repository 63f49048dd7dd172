using DicomGateway.Curation.Deidentification;
using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Curation.Inspection;
using DicomGateway.Curation.Metadata;
using DicomGateway.Curation.Validation;

namespace DicomGateway.Curation;

/// <summary>The four stages of one project. They keep nothing between studies and may be run by several threads, each with its own study.</summary>
public sealed class CurationStages(CurationOptions options, DeidentificationProfile profile, IPseudonymSource pseudonyms, IOutputFileWriter writer)
{
    public MetadataStage Metadata { get; } = new();

    public ValidationStage Validation { get; } = new(options);

    public DeidentificationStage Deidentification { get; } = new(profile, options, pseudonyms, writer);

    public InspectionStage Inspection { get; } = new(options, writer);
}
