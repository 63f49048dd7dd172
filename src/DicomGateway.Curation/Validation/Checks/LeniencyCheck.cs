using DicomGateway.Dicom.Encoding;

namespace DicomGateway.Curation.Validation.Checks;

/// <summary>What the reader overlooked: most of it is worth a note; where two values claim one place, identity is in danger.</summary>
internal sealed class LeniencyCheck : IValidationCheck
{
    public IEnumerable<Finding> Check(DescribedStudy study) =>
        from instance in study.Instances
        from leniency in instance.Leniencies
        select leniency.Code switch
        {
            DicomLeniencyCode.DuplicateElement => Hold(instance.Source, leniency, "An element came twice: which value holds is anybody's guess."),
            DicomLeniencyCode.Truncated => Hold(instance.Source, leniency, "The object ends in the middle of an element."),
            DicomLeniencyCode.WrongDeflate or DicomLeniencyCode.PixelDataForm =>
                Hold(instance.Source, leniency, "The pixel data or the data set are not in the form that the transfer syntax says."),
            _ => new Finding("reading.overlooked", FindingSeverity.Note, leniency.Path, leniency.Code.ToString(), instance.Source.InstanceId),
        };

    private static Finding Hold(SourceInstance source, DicomLeniency leniency, string text) =>
        new("reading." + leniency.Code, FindingSeverity.Hold, leniency.Path, text, source.InstanceId, IsReleasable: true);
}
