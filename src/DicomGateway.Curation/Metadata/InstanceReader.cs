using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Files;
using DicomGateway.Imaging.Frames;

namespace DicomGateway.Curation.Metadata;

/// <summary>Reads one original's header and describes it.</summary>
internal static class InstanceReader
{
    public static InstanceDescription Read(SourceInstance source, IdentityList identity)
    {
        DicomFile file;
        try
        {
            file = source.Open();
        }
        catch (Exception exception) when (exception is DicomFormatException or DicomDataException)
        {
            return new InstanceDescription { Source = source, ReadError = exception.Message };
        }

        try
        {
            IdentityCollector.Collect(file.Dataset, identity);
            foreach (var setAside in file.Leniencies.Where(leniency => leniency.Item is not null))
                IdentityCollector.Collect(new DicomDataset(setAside.Item!), identity);
            return Describe(source, file);
        }
        catch (DicomDataException exception)
        {
            return new InstanceDescription { Source = source, ReadError = exception.Message };
        }
    }

    private static InstanceDescription Describe(SourceInstance source, DicomFile file)
    {
        var dataset = file.Dataset;
        return new InstanceDescription
        {
            Source = source,
            SopClassUid = dataset.GetUID(DicomTag.SOPClassUID)?.UID ?? string.Empty,
            SopInstanceUid = dataset.GetUID(DicomTag.SOPInstanceUID)?.UID ?? string.Empty,
            StudyInstanceUid = dataset.GetUID(DicomTag.StudyInstanceUID)?.UID ?? string.Empty,
            SeriesInstanceUid = dataset.GetUID(DicomTag.SeriesInstanceUID)?.UID ?? string.Empty,
            TransferSyntaxUid = file.TransferSyntax.UID.UID,
            Modality = dataset.GetStringOrEmpty(DicomTag.Modality),
            PatientId = dataset.GetStringOrEmpty(DicomTag.PatientID).Trim(),
            IssuerOfPatientId = PatientIssuer.Of(dataset),
            OtherPatientIds = dataset.TryGetSequence(DicomTag.OtherPatientIDsSequence, out var others)
                ? [.. others.Select(other => other.GetStringOrEmpty(DicomTag.PatientID).Trim()).Where(id => id.Length > 0)]
                : [],
            BurnedInAnnotation = dataset.GetStringOrEmpty(DicomTag.BurnedInAnnotation).Trim().ToUpperInvariant() switch { "YES" => true, "NO" => false, _ => null },
            ImageType = dataset.GetStrings(DicomTag.ImageType),
            HasConversionType = dataset.TryGetString(DicomTag.ConversionType, out _),
            Pixels = PixelDescriptionReader.Describe(dataset),
            Leniencies = [.. file.Leniencies.DistinctBy(leniency => leniency.Code).Select(leniency => leniency with { Item = null })],
        };
    }
}
