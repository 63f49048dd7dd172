namespace DicomGateway.Curation;

/// <summary>A study that nothing speaks against, or whose findings are released.</summary>
public sealed class ValidatedStudy
{
    internal ValidatedStudy(DescribedStudy described) => Described = described;

    public DescribedStudy Described { get; }
}
