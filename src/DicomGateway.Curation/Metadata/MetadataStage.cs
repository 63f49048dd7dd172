using System.Diagnostics.CodeAnalysis;

namespace DicomGateway.Curation.Metadata;

/// <summary>Reads every instance once and describes the study; it never judges.</summary>
public sealed class MetadataStage
{
    [SuppressMessage("Performance", "CA1822", Justification = "A stage is used like the others.")]
    public StageOutcome<DescribedStudy> Run(AssembledStudy study, CancellationToken cancellationToken)
    {
        var identity = new IdentityList();
        var instances = new List<InstanceDescription>(study.Instances.Count);
        try
        {
            foreach (var source in study.Instances)
            {
                cancellationToken.ThrowIfCancellationRequested();
                instances.Add(InstanceReader.Read(source, identity));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new StageOutcome<DescribedStudy>.Retry($"An original cannot be read ({exception.GetType().Name}).");
        }

        // Whatever order they arrived in, the study is the same.
        instances.Sort((left, right) => string.CompareOrdinal(left.SopInstanceUid, right.SopInstanceUid) is var order and not 0
            ? order
            : string.CompareOrdinal(left.Source.InstanceId, right.Source.InstanceId));
        return new StageOutcome<DescribedStudy>.Passed(new DescribedStudy(study, instances, identity), []);
    }
}
