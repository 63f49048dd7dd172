namespace DicomGateway.Curation.Validation.Checks;

/// <summary>Every object can be parsed to its end.</summary>
internal sealed class ReadableCheck : IValidationCheck
{
    public IEnumerable<Finding> Check(DescribedStudy study) =>
        from instance in study.Instances
        where instance.ReadError is not null
        select new Finding("object.unreadable", FindingSeverity.Hold, string.Empty, instance.ReadError!, instance.Source.InstanceId);
}
