namespace DicomGateway.Curation.Validation.Checks;

/// <summary>One content per SOP Instance UID.</summary>
internal sealed class DuplicateCheck : IValidationCheck
{
    public IEnumerable<Finding> Check(DescribedStudy study)
    {
        foreach (var same in study.Instances.Where(instance => instance.SopInstanceUid.Length > 0).GroupBy(instance => instance.SopInstanceUid, StringComparer.Ordinal))
        {
            var others = same.Skip(1).ToList();
            if (others.Count == 0 && !same.First().Source.HasOtherContent)
                continue;
            foreach (var instance in others.Count > 0 ? same : same.Take(1))
            {
                yield return new Finding(
                    "duplicates.contradicting", FindingSeverity.Hold, "(0008,0018)",
                    "The same SOP Instance UID came with other content. Release to go on with the version that came last, or reject the study.", instance.Source.InstanceId);
            }
        }
    }
}
