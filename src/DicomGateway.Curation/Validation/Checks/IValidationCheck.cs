namespace DicomGateway.Curation.Validation.Checks;

/// <summary>One thing to look for in a described study.</summary>
internal interface IValidationCheck
{
    IEnumerable<Finding> Check(DescribedStudy study);
}
