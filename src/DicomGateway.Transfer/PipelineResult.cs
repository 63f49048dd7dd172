using DicomGateway.Curation;

namespace DicomGateway.Transfer;

/// <summary>How a run of a study through the stages ended.</summary>
internal abstract record PipelineResult
{
    /// <summary>Sealed; may be forwarded.</summary>
    public sealed record Passed(InspectedStudy Study, IReadOnlyList<StageFinding> Notes) : PipelineResult;

    /// <summary>A person decides.</summary>
    public sealed record Held(string Stage, IReadOnlyList<StageFinding> Findings) : PipelineResult;

    /// <summary>Rules of cohorts have left out all of it.</summary>
    public sealed record Excluded : PipelineResult;

    /// <summary>The surroundings are not fit; the study is.</summary>
    public sealed record Retry(string Stage, string Cause) : PipelineResult;
}
