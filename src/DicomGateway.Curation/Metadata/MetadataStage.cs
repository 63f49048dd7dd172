namespace DicomGateway.Curation.Metadata;

/// <summary>Reads every instance once and describes the study; it never judges.</summary>
public sealed class MetadataStage
{
    private readonly List<InstanceDescription> _none = [];

    public StageOutcome<DescribedStudy> Run(AssembledStudy study, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var described = new DescribedStudy(study, _none, new IdentityList());
        return new StageOutcome<DescribedStudy>.Passed(described, []);
    }
}
