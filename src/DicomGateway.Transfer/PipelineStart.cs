using DicomGateway.Curation;

namespace DicomGateway.Transfer;

/// <summary>Where every run begins.</summary>
internal static class PipelineStart
{
    public static PipelineStep<AssembledStudy> With(AssembledStudy study, CancellationToken cancellationToken) => new(study, null, [], cancellationToken);
}
