using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Encoding.Values;
using DicomGateway.Dicom.Files;
using DicomGateway.Transfer.Records.Instances;

namespace DicomGateway.Transfer.Assembly;

/// <summary>Digests by which two received versions of an instance are compared.</summary>
/// <param name="Whole">Equal for the same content in another uncompressed encoding.</param>
/// <param name="WithoutDemographics">The same without what says who the patient is and which request the study answers.</param>
internal sealed record OriginalContent(string Whole, string WithoutDemographics)
{
    private const ushort PatientGroup = 0x0010;

    /// <summary>What a corrected registration changes besides the patient group.</summary>
    private static readonly DicomTag[] OfTheRequest =
    [
        DicomTag.AccessionNumber, DicomTag.ReferringPhysicianName, DicomTag.StudyID, DicomTag.StudyDescription, DicomTag.RequestAttributesSequence,
        DicomTag.SpecificCharacterSet, DicomTag.InstanceCreationDate, DicomTag.InstanceCreationTime,
    ];

    public static OriginalContent Read(InstanceRecord instance)
    {
        // What cannot be read, or is no longer there, is the same only when every byte was.
        if (!instance.HasBytes)
            return OfBytes(instance);
        try
        {
            var dataset = DicomFile.Open(instance.Path, instance.Offset, instance.Length).Dataset;
            var whole = Convert.ToHexStringLower(CanonicalDigest.Compute(dataset));
            foreach (var tag in dataset.Select(item => item.Tag).Where(tag => tag.Group == PatientGroup || OfTheRequest.Contains(tag)).ToList())
                dataset.Remove(tag);
            return new OriginalContent(whole, Convert.ToHexStringLower(CanonicalDigest.Compute(dataset)));
        }
        catch (Exception exception) when (exception is DicomFormatException or DicomDataException)
        {
            return OfBytes(instance);
        }
    }

    private static OriginalContent OfBytes(InstanceRecord instance) => new("bytes " + instance.Sha256, "bytes " + instance.Sha256);
}
