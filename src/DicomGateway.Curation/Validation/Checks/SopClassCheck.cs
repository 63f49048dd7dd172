using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;

namespace DicomGateway.Curation.Validation.Checks;

/// <summary>Objects of a kind that the standard knows, in an encoding that it knows.</summary>
internal sealed class SopClassCheck : IValidationCheck
{
    public IEnumerable<Finding> Check(DescribedStudy study)
    {
        foreach (var instance in study.Instances.Where(instance => instance.ReadError is null))
        {
            if (instance.SopClassUid.Length > 0 && !StorageSopClasses.Contains(new DicomUID(instance.SopClassUid)))
            {
                yield return new Finding(
                    "object.unknown-class", FindingSeverity.Hold, "(0008,0016)",
                    "The SOP class is no storage class of the standard: nobody can say where its objects hold what.", instance.Source.InstanceId, IsReleasable: true);
            }

            if (!DicomTransferSyntax.Lookup(instance.TransferSyntaxUid).IsKnown)
            {
                yield return new Finding(
                    "object.unknown-transfer-syntax", FindingSeverity.Hold, "(0002,0010)", "The transfer syntax is none of the standard.", instance.Source.InstanceId, IsReleasable: true);
            }
        }
    }
}
