using DicomGateway.Curation;

namespace DicomGateway.Transfer;

/// <summary>
/// The way of a study, in order. The order is this code and nothing else: no configuration changes it, and each stage takes what only the one
/// before can make, so none can be left out.
/// </summary>
internal sealed class StudyPipeline(CurationStages stages)
{
    public PipelineResult Run(AssembledStudy study, CancellationToken cancellationToken) =>
        PipelineStart.With(study, cancellationToken)
            .Then("metadata", stages.Metadata.Run)
            .Then("validation", stages.Validation.Run)
            .Then("deidentification", stages.Deidentification.Run)
            .Then("inspection", stages.Inspection.Run)
            .End();
}
